"""What an error is, for the log: its kind, its code, where it came from; never what it says, nor of whom.

The words of an error may hold what somebody typed: « 'camille@example.org' is not a valid … ».
"""

import errno
import traceback

#: Errors whose words speak of the code alone.
OF_THE_CODE = (RuntimeError, AttributeError, NameError, ImportError, AssertionError, TypeError)
#: Where drivers and mail servers keep the code of what went wrong.
CODES = ("sqlstate", "sqlite_errorname", "smtp_code")


def named(error: BaseException) -> str:
    """« OperationalError, OperationalError SQLITE_BUSY »: an error, and that of the driver it stands for."""
    original = getattr(error, "orig", None)
    return _one(error) + (f", {_one(original)}" if isinstance(original, BaseException) else "")


def _one(error: BaseException) -> str:
    code = next((getattr(error, name) for name in CODES if getattr(error, name, None)), None)
    if code is None and isinstance(error, OSError) and error.errno is not None:
        code = errno.errorcode.get(error.errno, error.errno)
    said = f": {error}" if isinstance(error, OF_THE_CODE) else ""
    return type(error).__name__ + (f" {code}" if code else "") + said


def traced(error: BaseException) -> str:
    """Where it happened, line by line of the code, and what it came from, the first one first."""
    told: list[str] = []
    seen: set[int] = set()
    after: BaseException | None = error
    while after is not None and id(after) not in seen:
        seen.add(id(after))
        told.insert(0, "".join([*traceback.format_tb(after.__traceback__), named(after)]))
        after = after.__cause__ or (None if after.__suppress_context__ else after.__context__)
    return "\n\nThen:\n\n".join(told)
