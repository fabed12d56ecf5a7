"""Training of the starter model: from openly licensed drawings to a diffusers folder.

Stages, each one command and each resumable: ``prepare`` (fetch, rasterise, compose scenes),
``autoencoder``, ``denoiser`` (with the latents it needs), ``export``, ``evaluate``, ``sheets``.
"""
