"""The model's process: the only place that imports torch.

`service` speaks the protocol, `catalogue` knows the models by their files alone, `engine` runs
requests on one thread, `loading` and `device` bring weights into memory, `sampling` is the
denoising loop's surroundings, and each module in `families` is one kind of model.
"""
