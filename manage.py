#!/usr/bin/env python
"""Django's command line."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "appraisal.settings")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # small sums of numpy wait for threads (ADR 0024)
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
