"""What a worker of the queue is asked to do: run one job."""

from __future__ import annotations

from django_tasks import task


@task()
def run_job(pk: int) -> None:
    """Run a job until it is done, stopped, or another one is to have a turn."""
    from .jobs import run

    run(pk)
