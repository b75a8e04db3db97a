"""sqlite-utils' ``Database``, without numpy and pandas.

sqlite-utils loads both wherever they are installed, to know their types, of which none comes here;
numpy alone takes a sixth of the time that a command takes to begin, and a thread of its own.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import cast

_NOT_LOADED = [name for name in ("numpy", "pandas") if name not in sys.modules]
for _name in _NOT_LOADED:
    sys.modules[_name] = cast("ModuleType", None)  # so that to import it fails
try:
    from sqlite_utils import Database
finally:
    for _name in _NOT_LOADED:
        del sys.modules[_name]

__all__ = ["Database"]
