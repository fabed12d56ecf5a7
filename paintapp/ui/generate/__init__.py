"""Asking the model: prompt bar, Generate panel, results strip and job list.

All widgets show one controller and never each other::

    controller = GenerateController(editor, jobs, store, canvas)   # QObject; canvas may be None
    PromptBar(controller, parent=None)       # one row at the foot of the canvas
    ResultsStrip(controller, parent=None)    # one row above the prompt bar
    GeneratePanel(controller, parent=None)   # a dock panel
    QueuePanel(controller, parent=None)      # a dock panel; holds a JobList
    JobList(controller, parent=None)         # the queue alone

For the layers panel and the menus the controller has ``is_generated(layer_id)``,
``generate_again(layer_id)``, ``copy_seed(layer_id)``, ``edit_request(layer_id)``, and for
actions ``generate()``, ``cancel()`` and ``cancel_all()``. ``controller.close()`` puts the choices
on disk; it does not close the worker, which whoever built it does.
"""

from paintapp.ui.generate.controller import GenerateController
from paintapp.ui.generate.job_list import JobList
from paintapp.ui.generate.panel import GeneratePanel
from paintapp.ui.generate.prompt_bar import PromptBar
from paintapp.ui.generate.queue_panel import QueuePanel
from paintapp.ui.generate.results_strip import ResultsStrip

__all__ = [
    "GenerateController",
    "GeneratePanel",
    "JobList",
    "PromptBar",
    "QueuePanel",
    "ResultsStrip",
]
