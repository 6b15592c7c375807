"""The bar that long work shows: on a terminal only, gone when the work is done."""

from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from deploy.commands.speech import remarks


def progress_bar() -> Progress:
    """Return a bar on standard error; what is printed above it meanwhile stays."""
    console = remarks()
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        console=console,
        disable=not console.is_terminal,
        transient=True,
    )
