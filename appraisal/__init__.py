"""The frame and the kernel: settings, middleware, and what every app stands on."""

from __future__ import annotations

import os

# Before openpyxl is imported anywhere: where lxml is installed (signing brings it), openpyxl would read
# workbooks with it, past defusedxml, and resolve the entities of a stranger's file.
os.environ["OPENPYXL_LXML"] = "False"
