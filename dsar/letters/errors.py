"""Why there is no PDF or picture."""

from enum import StrEnum


class RenderCode(StrEnum):
    """Why there is no PDF."""

    TIME = "render_time"  # took longer than allowed
    MEMORY = "render_memory"  # needed more memory than allowed
    COMPLEX = "render_complex"  # nested too deeply
    LONG = "render_long"  # more pages or bytes than a letter has
    CRASH = "render_crash"  # ended without a PDF for another reason
    BUSY = "render_busy"  # no worker came free in time


class RenderError(Exception):
    """No PDF could be made; `code` says why, `log` holds what the process wrote, for operators (no letter text)."""

    def __init__(self, code: RenderCode, log: str = "") -> None:
        super().__init__(code.value)
        self.code = code
        self.log = log
