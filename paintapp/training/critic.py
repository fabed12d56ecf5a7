"""A critic of restored pictures: it learns to tell them from true ones, patch by patch.

A decoder trained for small errors alone answers with a blur wherever it is unsure. This network
judges patches of 30 pixels; the decoder is asked to look true to it (Isola et al. 2017; hinge
losses as in Lim and Ye 2017) and to match the true picture in its features (Salimans et al. 2016).
"""

from __future__ import annotations

import copy

import torch
from torch import Tensor, nn
from torch.nn import functional

FEATURES_WEIGHT = 0.05
TRUTH_WEIGHT = 0.008
WIDTHS = (32, 64, 96)


class Critic(nn.Module):
    """(n, 3, h, w) pictures in -1..1 -> (n, 1, h / 4, w / 4): above 0 where it looks true."""

    def __init__(self) -> None:
        super().__init__()
        channels, stages = 3, []
        for index, width in enumerate(WIDTHS):
            convolution = nn.Conv2d(
                channels, width, 4 if index < 2 else 3, 2 if index < 2 else 1, 1
            )
            normal = nn.GroupNorm(8, width) if index else nn.Identity()
            stages.append(nn.Sequential(convolution, normal, nn.LeakyReLU(0.2)))
            channels = width
        self.stages = nn.ModuleList(stages)
        self.verdict = nn.Conv2d(channels, 1, 3, 1, 1)

    def features(self, pictures: Tensor) -> list[Tensor]:
        """What each stage sees in the pictures."""
        found = []
        for stage in self.stages:
            pictures = stage(pictures)
            found.append(pictures)
        return found

    def forward(self, pictures: Tensor) -> Tensor:
        verdict: Tensor = self.verdict(self.features(pictures)[-1])
        return verdict

    def onlooker(self) -> Critic:
        """A copy sharing these weights that passes gradients on and takes none itself."""
        twin = copy.deepcopy(self)
        for ours, theirs in zip(self.parameters(), twin.parameters(), strict=True):
            theirs.data = ours.data
        return twin.requires_grad_(False)

    def looks_true(self, restored: Tensor, pictures: Tensor) -> Tensor:
        """Weighted loss of a decoder whose pictures do not look true enough."""
        seen = self.features(restored)
        with torch.no_grad():
            wanted = self.features(pictures)
        differences = [
            functional.l1_loss(one.float(), other.float())
            for one, other in zip(seen, wanted, strict=True)
        ]
        verdict = self.verdict(seen[-1]).float().mean()
        return FEATURES_WEIGHT * torch.stack(differences).sum() - TRUTH_WEIGHT * verdict


def telling_loss(critic: Critic, share: tuple[Tensor, Tensor]) -> Tensor:
    """Hinge loss of the critic itself over (restored, true) pictures of equal count."""
    restored, pictures = share
    false, true = critic(restored).float(), critic(pictures).float()
    return functional.relu(1 + false).mean() + functional.relu(1 - true).mean()
