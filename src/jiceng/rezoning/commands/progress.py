"""What a search says while it goes on; not a decision of anybody, so no entry of the record."""

from jiceng.rezoning.models import Run


def show_progress(run: Run, **found) -> None:
    """Keep the best plan so far, the bound, the phase or the answer of a run."""
    Run.objects.filter(pk=run.pk).update(**found)
