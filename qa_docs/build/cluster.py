"""A Dask cluster as the executor of a batch. Its workers need qa-docs and nothing else: no file of ours."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from qa_docs.problems import Place, Problem, ProblemsFound

if TYPE_CHECKING:
    from concurrent.futures import Executor


class Cluster(NamedTuple):
    """A cluster that takes work."""

    start: "Callable[[], Executor]"
    workers: int
    lost: tuple[type[BaseException], ...]
    """What it says of work whose workers ended again and again."""


def dask_cluster(address: str) -> Cluster:
    """Give the cluster whose scheduler is at `address`. Raises `ProblemsFound` where it cannot be reached."""
    place = Place(address)
    try:
        import distributed  # here: an extra, qa-docs[dask]
    except ImportError:
        hint = "install it with the extra: pip install 'qa-docs[dask]'"
        raise ProblemsFound([Problem(place, "no-cluster", "Dask is not installed here", hint)]) from None
    try:
        connect: Any = distributed.Client
        client = connect(address, timeout=10, set_as_default=False)
        workers = len(client.scheduler_info(n_workers=-1)["workers"])
    except (OSError, ValueError, TimeoutError) as error:
        hint = "write the address that the scheduler prints: tcp://host:8786"
        message = f"no Dask scheduler answers: {' '.join(str(error).split())[:200]}"
        raise ProblemsFound([Problem(place, "no-cluster", message, hint)]) from None
    if not workers:
        hint = "start one: dask worker " + address
        raise ProblemsFound([Problem(place, "no-cluster", "the cluster has no worker", hint)])
    return Cluster(client.get_executor, workers, (distributed.KilledWorker,))
