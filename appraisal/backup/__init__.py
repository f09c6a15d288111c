"""Backups: all that the site keeps in one folder or file, with what proves it (ADR 0031)."""

from .archive import BackupFault, Source, check, open_backup
from .making import Made, make
from .manifest import Manifest
from .restoring import Restored, restore

__all__ = ["BackupFault", "Made", "Manifest", "Restored", "Source", "check", "make", "open_backup", "restore"]
