"""What lower levels say when something goes wrong, named for the translators.

The levels below the window know no translation: they put their sentences together as
`paintapp.messages.Message`, which `paintapp.ui.labels.translated` puts together again from the
templates here.
"""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

DOCUMENT = (
    QT_TRANSLATE_NOOP("Labels", "The resolution must be a positive number of pixels per inch."),
    QT_TRANSLATE_NOOP("Labels", "Layers can only be moved into groups."),
    QT_TRANSLATE_NOOP(
        "Labels",
        "The {name} must be between {least} and {most} pixels, not {side}.",
    ),
    QT_TRANSLATE_NOOP("Labels", "“{name}” is locked."),
    QT_TRANSLATE_NOOP("Labels", "“{name}” is hidden: show it before merging."),
    QT_TRANSLATE_NOOP("Labels", "“{name}” is clipped: merge it into its base first."),
    QT_TRANSLATE_NOOP("Labels", "width"),
    QT_TRANSLATE_NOOP("Labels", "height"),
    QT_TRANSLATE_NOOP("Labels", "Text cannot be set without a graphical application."),
)
"""Of documents and layers."""

FILES = (
    QT_TRANSLATE_NOOP("Labels", "it holds too many entries"),
    QT_TRANSLATE_NOOP("Labels", "it holds two entries with the same name"),
    QT_TRANSLATE_NOOP("Labels", "it is damaged or cut short (no zip directory)"),
    QT_TRANSLATE_NOOP(
        "Labels",
        "there is no space left on the disk. Free some space or choose another folder",
    ),
    QT_TRANSLATE_NOOP(
        "Labels",
        "your disk quota is used up. Free some space or choose another folder",
    ),
    QT_TRANSLATE_NOOP(
        "Labels",
        "the file would be larger than this disk allows. Choose another folder",
    ),
    QT_TRANSLATE_NOOP("Labels", "the folder is read-only. Choose another folder"),
    QT_TRANSLATE_NOOP("Labels", "you may not write there. Choose another folder"),
    QT_TRANSLATE_NOOP("Labels", "the folder does not exist. Create it or choose another one"),
    QT_TRANSLATE_NOOP("Labels", "the name is too long. Choose a shorter one"),
    QT_TRANSLATE_NOOP(
        "Labels",
        "the name is a link that leads back to itself. Choose another name",
    ),
    QT_TRANSLATE_NOOP("Labels", "{reason}. Choose another folder"),
    QT_TRANSLATE_NOOP("Labels", "“{path}” could not be saved: {reason}."),
    QT_TRANSLATE_NOOP("Labels", "“{path}” is a folder. Choose a file name inside it."),
    QT_TRANSLATE_NOOP("Labels", "“{path}” is not a plain file. Choose another name."),
    QT_TRANSLATE_NOOP("Labels", "“{path}” is read-only. Choose another name or make it writable."),
    QT_TRANSLATE_NOOP("Labels", "“{path}” is not a usable file name. Choose another one."),
    QT_TRANSLATE_NOOP("Labels", "The picture could not be written as TIFF. Choose PNG."),
    QT_TRANSLATE_NOOP(
        "Labels",
        "WebP pictures have at most {limit} pixels a side. Choose PNG or JPEG.",
    ),
    QT_TRANSLATE_NOOP("Labels", "the file is too large"),
    QT_TRANSLATE_NOOP("Labels", "its pixels are of a kind that paintings have no use for"),
    QT_TRANSLATE_NOOP("Labels", "it is damaged or cut short"),
    QT_TRANSLATE_NOOP("Labels", "“{name}” could not be opened: {reason}."),
    QT_TRANSLATE_NOOP("Labels", "it is damaged, or not a picture of a known kind"),
    QT_TRANSLATE_NOOP(
        "Labels",
        "it has {width} x {height} pixels; a side may have at most {limit}",
    ),
    QT_TRANSLATE_NOOP("Labels", "it needs more memory than this computer has"),
    QT_TRANSLATE_NOOP("Labels", "it is too large; a side may have at most {limit} pixels"),
    QT_TRANSLATE_NOOP("Labels", "there is no whole document in it"),
    QT_TRANSLATE_NOOP("Labels", "there is not enough memory"),
    QT_TRANSLATE_NOOP("Labels", "its journal is damaged"),
    QT_TRANSLATE_NOOP("Labels", "its stack.xml holds no layers"),
    QT_TRANSLATE_NOOP("Labels", "its stack.xml states no size of the canvas"),
    QT_TRANSLATE_NOOP("Labels", "it has too many layers"),
    QT_TRANSLATE_NOOP("Labels", "it is not an OpenRaster file"),
    QT_TRANSLATE_NOOP(
        "Labels",
        "it belongs to another program; save it as OpenRaster (.ora) there",
    ),
    QT_TRANSLATE_NOOP("Labels", "its thumbnail is too large"),
    QT_TRANSLATE_NOOP("Labels", "its layers together are too large"),
    QT_TRANSLATE_NOOP("Labels", "its record is damaged"),
    QT_TRANSLATE_NOOP("Labels", "its picture “{name}” is not a PNG image"),
    QT_TRANSLATE_NOOP("Labels", "its picture “{name}” is too large ({width} x {height} pixels)"),
    QT_TRANSLATE_NOOP("Labels", "its entry “{name}” is damaged"),
    QT_TRANSLATE_NOOP("Labels", "its picture “{name}” is not a mask"),
    QT_TRANSLATE_NOOP("Labels", "There are more than {limit} layers. Merge some of them."),
    QT_TRANSLATE_NOOP(
        "Labels",
        "The groups are nested more than {limit} deep. Move some of them up.",
    ),
    QT_TRANSLATE_NOOP("Labels", "Two layers have the same number; one is “{name}”."),
    QT_TRANSLATE_NOOP("Labels", "The opacity of the layer “{name}” is not a number."),
    QT_TRANSLATE_NOOP(
        "Labels",
        "its stack.xml holds a document type declaration, which is not allowed",
    ),
    QT_TRANSLATE_NOOP("Labels", "its groups are nested too deeply"),
    QT_TRANSLATE_NOOP("Labels", "its stack.xml is damaged"),
    QT_TRANSLATE_NOOP(
        "Labels",
        "A layer or mask reaches too far beyond the canvas ({width} x {height} pixels)."
        " Erase what lies far outside, or crop the layers.",
    ),
    QT_TRANSLATE_NOOP("Labels", "a picture in it is not a PNG image"),
    QT_TRANSLATE_NOOP("Labels", "a picture in it has a broken PNG header"),
    QT_TRANSLATE_NOOP("Labels", "a picture in it is cut short"),
    QT_TRANSLATE_NOOP("Labels", "a picture in it cannot be decoded"),
    QT_TRANSLATE_NOOP("Labels", "a picture in it is damaged (wrong checksum)"),
    QT_TRANSLATE_NOOP("Labels", "a picture in it is damaged"),
    QT_TRANSLATE_NOOP("Labels", "it is not a PNG image"),
    QT_TRANSLATE_NOOP("Labels", "That is not a usable file name. Choose another one."),
    QT_TRANSLATE_NOOP(
        "Labels",
        "Files ending in “{suffix}” cannot be written. Use one of {known}.",
    ),
    QT_TRANSLATE_NOOP("Labels", "“{path}” is a folder. Choose a file inside it."),
    QT_TRANSLATE_NOOP("Labels", "“{path}” does not exist. Check the name."),
    QT_TRANSLATE_NOOP("Labels", "you may not read it"),
    QT_TRANSLATE_NOOP(
        "Labels",
        "Names without an extension cannot be written. Use one of {known}.",
    ),
    QT_TRANSLATE_NOOP(
        "Labels",
        "“{path}” could not be saved: there is not enough memory. Close something else.",
    ),
    QT_TRANSLATE_NOOP("Labels", "its entry “{name}” is larger than allowed"),
    QT_TRANSLATE_NOOP("Labels", "its entry “{name}” is missing"),
    QT_TRANSLATE_NOOP("Labels", "its entry “{name}” is packed in an unknown way"),
    QT_TRANSLATE_NOOP("Labels", "its layer “{name}” has no picture"),
    QT_TRANSLATE_NOOP("Labels", "the number {name}=“{value}” in its stack.xml is too large"),
    QT_TRANSLATE_NOOP("Labels", "{name}=“{value}” in its stack.xml is not a number"),
    QT_TRANSLATE_NOOP("Labels", "its journal could not be read: {reason}"),
    QT_TRANSLATE_NOOP("Labels", "The quality must be between 1 and 100, not {value}."),
)
"""Of opening and saving; those that begin small are reasons within others."""

GENERATION = (
    QT_TRANSLATE_NOOP("Labels", "The model process stopped{reason}. Press Generate to try again."),
    QT_TRANSLATE_NOOP("Labels", "The model process stopped{reason}; it is starting again."),
    QT_TRANSLATE_NOOP(
        "Labels",
        "The model process stops again and again{reason}. Details are in {log}.",
    ),
    QT_TRANSLATE_NOOP("Labels", " (it was killed, perhaps because memory ran out)"),
    QT_TRANSLATE_NOOP("Labels", "The new canvas must hold some of the old one."),
    QT_TRANSLATE_NOOP("Labels", "Drag an edge of the canvas outwards first."),
    QT_TRANSLATE_NOOP("Labels", "No upscaler is there: add one in the list of models."),
    QT_TRANSLATE_NOOP("Labels", "The enlargement was cancelled."),
    QT_TRANSLATE_NOOP("Labels", "An image has at most {side} pixels a side."),
    QT_TRANSLATE_NOOP("Labels", "There is no model “{model}”. Choose another one or add it first."),
    QT_TRANSLATE_NOOP(
        "Labels",
        "There is not enough memory to prepare this. Select a smaller part.",
    ),
    QT_TRANSLATE_NOOP("Labels", "The picture could not be prepared: {reason}."),
    QT_TRANSLATE_NOOP("Labels", "The picture could not be made: {reason}."),
    QT_TRANSLATE_NOOP("Labels", "Say in the prompt what to add."),
    QT_TRANSLATE_NOOP("Labels", "The layer with the lines has gone. Choose another one."),
    QT_TRANSLATE_NOOP("Labels", "The mask is empty: select or paint the part to change first."),
    QT_TRANSLATE_NOOP(
        "Labels",
        "Nothing is selected within the frame: drag it over the selection.",
    ),
    QT_TRANSLATE_NOOP("Labels", "The frame lies outside the canvas: drag it back."),
    QT_TRANSLATE_NOOP("Labels", "Nothing is selected: select or paint the part to change first."),
    QT_TRANSLATE_NOOP("Labels", "Choose a model first."),
    QT_TRANSLATE_NOOP("Labels", "The frame is empty: drag it larger."),
    QT_TRANSLATE_NOOP("Labels", "The {name} is too long: at most {limit} characters."),
    QT_TRANSLATE_NOOP(
        "Labels",
        "The result could not be kept on disk in {folder}: {reason}. Apply it now to keep it.",
    ),
    QT_TRANSLATE_NOOP("Labels", "The result could not be kept on disk: {reason}."),
    QT_TRANSLATE_NOOP("Labels", "The result {id} says that it is from the future."),
    QT_TRANSLATE_NOOP("Labels", "The result {id} cannot be kept: {reason}."),
    QT_TRANSLATE_NOOP("Labels", "The star could not be kept in {folder}: {reason}."),
    QT_TRANSLATE_NOOP("Labels", "The result {path} cannot be removed: {reason}."),
    QT_TRANSLATE_NOOP("Labels", "The results in {folder} cannot be listed: {reason}."),
    QT_TRANSLATE_NOOP("Labels", "There is no result called “{id}”."),
    QT_TRANSLATE_NOOP("Labels", "it has the unknown version {version}"),
    QT_TRANSLATE_NOOP("Labels", "its picture has another size than its record says"),
    QT_TRANSLATE_NOOP("Labels", "it is too large"),
    QT_TRANSLATE_NOOP("Labels", "The result {path} cannot be read: {reason}."),
    QT_TRANSLATE_NOOP("Labels", "prompt"),
    QT_TRANSLATE_NOOP("Labels", "negative prompt"),
    QT_TRANSLATE_NOOP("Labels", "There is no task called {name}."),
    QT_TRANSLATE_NOOP("Labels", "There is no prefill called {name}."),
    QT_TRANSLATE_NOOP("Labels", "There is no intent called {name}."),
    QT_TRANSLATE_NOOP("Labels", "The intent {intent} is not done by the task {task}."),
    QT_TRANSLATE_NOOP("Labels", "The {name} must be between {lowest} and {highest}, not {value}."),
    QT_TRANSLATE_NOOP("Labels", "The model “{model}” cannot do {task}."),
    QT_TRANSLATE_NOOP("Labels", "text to image"),
    QT_TRANSLATE_NOOP("Labels", "image to image"),
    QT_TRANSLATE_NOOP("Labels", "inpainting"),
    QT_TRANSLATE_NOOP("Labels", "strength"),
    QT_TRANSLATE_NOOP("Labels", "number of steps"),
    QT_TRANSLATE_NOOP("Labels", "guidance scale"),
    QT_TRANSLATE_NOOP("Labels", "seed"),
    QT_TRANSLATE_NOOP("Labels", "weight of the lines"),
    QT_TRANSLATE_NOOP("Labels", "start of the lines"),
    QT_TRANSLATE_NOOP("Labels", "end of the lines"),
    QT_TRANSLATE_NOOP("Labels", "number of pictures"),
    QT_TRANSLATE_NOOP("Labels", "grow"),
    QT_TRANSLATE_NOOP("Labels", "feather"),
    QT_TRANSLATE_NOOP("Labels", "blend"),
    QT_TRANSLATE_NOOP("Labels", "context"),
)
"""Of asking the model."""

WISHES = (
    QT_TRANSLATE_NOOP("Labels", "Select what should stay before its background is replaced."),
    QT_TRANSLATE_NOOP("Labels", "The result is no longer there."),
)
"""Of what the window asks for before anything below it is asked."""

MODELS = (
    QT_TRANSLATE_NOOP(
        "Labels", "The LoRA of the model {model} does not fit the model {base} ({reason})."
    ),
    QT_TRANSLATE_NOOP(
        "Labels",
        "The model {model} is a variant of the model {base}, which is not here. Add that one "
        "first.",
    ),
    QT_TRANSLATE_NOOP("Labels", "The model {model} is incomplete: {part} is missing."),
    QT_TRANSLATE_NOOP("Labels", "{name} is too large to be a LoRA."),
    QT_TRANSLATE_NOOP("Labels", "{problem}. Details are in {log}."),
    QT_TRANSLATE_NOOP("Labels", "The model process cannot be started: {reason}."),
    QT_TRANSLATE_NOOP("Labels", "Live painting cannot go on: {reason}."),
    QT_TRANSLATE_NOOP(
        "Labels", "The model “{model}” cannot paint live: it does not refine pictures."
    ),
    QT_TRANSLATE_NOOP(
        "Labels", "There is not enough memory for live painting. Select a smaller part."
    ),
    QT_TRANSLATE_NOOP("Labels", "Strength is 0 to 1."),
    QT_TRANSLATE_NOOP("Labels", "Guidance is 0 to 50."),
    QT_TRANSLATE_NOOP("Labels", "Steps are 1 to 200."),
    QT_TRANSLATE_NOOP("Labels", "1 to 16 pictures can be made at once."),
    QT_TRANSLATE_NOOP("Labels", "The seed is a whole number from 0 to 2^63 - 1."),
    QT_TRANSLATE_NOOP("Labels", "Sides are 8 to 8192 pixels."),
    QT_TRANSLATE_NOOP("Labels", "A first pass is no larger than the picture."),
    QT_TRANSLATE_NOOP("Labels", "There are too many controls."),
    QT_TRANSLATE_NOOP("Labels", "A control's weight is 0 to 2."),
    QT_TRANSLATE_NOOP(
        "Labels",
        "A control lasts from a share of the steps to a later one, both 0 to 1.",
    ),
    QT_TRANSLATE_NOOP(
        "Labels",
        "The control {name} fits no model here: it is made for models whose blocks are {widths} "
        "channels wide. Add the model it belongs to first.",
    ),
    QT_TRANSLATE_NOOP("Labels", "The control {name} is incomplete: it has no weights."),
    QT_TRANSLATE_NOOP(
        "Labels",
        "{name} is a control of no known kind of model. Use its diffusers folder instead.",
    ),
    QT_TRANSLATE_NOOP(
        "Labels",
        "It cannot be told what the control {name} is guided by. Put one of these words into its "
        "name: {words}.",
    ),
    QT_TRANSLATE_NOOP("Labels", "{name} is too large to be a control."),
    QT_TRANSLATE_NOOP(
        "Labels",
        "The control {name} cannot be loaded; its files may be damaged or of another kind than "
        "they say ({reason}).",
    ),
    QT_TRANSLATE_NOOP("Labels", "No upscaler is named for the enlargement."),
    QT_TRANSLATE_NOOP("Labels", "A picture has three or four channels."),
    QT_TRANSLATE_NOOP("Labels", "A side grows up to four times."),
    QT_TRANSLATE_NOOP(
        "Labels",
        "{name} holds pickled weights, which can run any program when opened, so they are "
        "never loaded. Look for a .safetensors version of this model.",
    ),
    QT_TRANSLATE_NOOP(
        "Labels",
        "{name} is not a readable .safetensors file. It may be damaged or only partly "
        "downloaded, or a pickle under another name; those are refused because they can run "
        "any program.",
    ),
    QT_TRANSLATE_NOOP("Labels", "There is no model at {source}."),
    QT_TRANSLATE_NOOP(
        "Labels",
        "The folder {name} is not a diffusers model: it has no model_index.json. Pick the "
        "folder that holds that file, or a .safetensors file.",
    ),
    QT_TRANSLATE_NOOP(
        "Labels", "Models of the kind {kind} are not known here. Known are: {known}."
    ),
    QT_TRANSLATE_NOOP("Labels", "The model {model} is incomplete: it names no {part}."),
    QT_TRANSLATE_NOOP(
        "Labels",
        "The model {model} wants to run {program} as its {part}, which is not known here. "
        "Only models without code of their own can be used.",
    ),
    QT_TRANSLATE_NOOP("Labels", "The model {model} is incomplete: its folder {part} is missing."),
    QT_TRANSLATE_NOOP("Labels", "The model {model} is incomplete: {part} has no weights."),
    QT_TRANSLATE_NOOP(
        "Labels",
        "{name} is not a single file of a known kind ({known}). Use the model's diffusers "
        "folder instead.",
    ),
    QT_TRANSLATE_NOOP("Labels", "{name} of the model does not hold a configuration."),
    QT_TRANSLATE_NOOP("Labels", "The model {model} has not been downloaded yet."),
    QT_TRANSLATE_NOOP("Labels", "{name} is a LoRA, not a whole model."),
    QT_TRANSLATE_NOOP("Labels", "The model {model} cannot be used: {reason}."),
    QT_TRANSLATE_NOOP("Labels", "{name} is too large to be a model's configuration."),
    QT_TRANSLATE_NOOP("Labels", "{name} of the model cannot be read: {reason}."),
    QT_TRANSLATE_NOOP("Labels", "The download of {model} was cancelled."),
    QT_TRANSLATE_NOOP(
        "Labels",
        "Not enough memory for {width} x {height} pixels with this model. Make the picture "
        "smaller, close other programs, or pick a smaller model.",
    ),
    QT_TRANSLATE_NOOP(
        "Labels",
        "The model computed no valid picture (values overflowed). Try a lower guidance, "
        "another size or another model.",
    ),
    QT_TRANSLATE_NOOP("Labels", "The model could not be loaded ahead of its first job."),
    QT_TRANSLATE_NOOP("Labels", "The model stopped with an unexpected error."),
    QT_TRANSLATE_NOOP("Labels", "The model computed no valid picture. Try another size or model."),
    QT_TRANSLATE_NOOP("Labels", "Live painting stopped with an unexpected error."),
    QT_TRANSLATE_NOOP("Labels", "Not enough memory for live painting with this model."),
    QT_TRANSLATE_NOOP(
        "Labels",
        "The model {model} cannot be loaded; its files may be damaged or of another kind than"
        " they say ({reason}).",
    ),
    QT_TRANSLATE_NOOP("Labels", "The model {model} cannot do this task ({task})."),
    QT_TRANSLATE_NOOP(
        "Labels", "Width and height must be multiples of {multiple} for the model {model}."
    ),
    QT_TRANSLATE_NOOP("Labels", "The model {model} knows no control of the kind {kind}."),
    QT_TRANSLATE_NOOP("Labels", "There is no model {model}. Pick another one, or add it again."),
    QT_TRANSLATE_NOOP("Labels", "{source} cannot be read: {reason}."),
    QT_TRANSLATE_NOOP("Labels", "{source} cannot be added; the worker's log says why."),
    QT_TRANSLATE_NOOP("Labels", "There is no upscaler {model}: add it again."),
    QT_TRANSLATE_NOOP("Labels", "{name} is not an upscaler."),
    QT_TRANSLATE_NOOP("Labels", "{name} cannot be read: {reason}."),
)
"""Of models and the worker that runs them."""
