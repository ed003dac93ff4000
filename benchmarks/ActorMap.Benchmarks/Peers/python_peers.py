"""Python's pools of processes as peers: python_peers.py LIBRARY WORK COUNT PROCESSES [SCALE], then a line `warm` or `round` for each answer, a line of JSON.

A library maps a function over items in chunks; which length of chunk is best is tried out in the warm-up. Every result is checked, and its place.
"""
import json
import multiprocessing
import os
import pickle
import sys
import tempfile
import time

from python_works import check, each, each_pickled, following, keep, make, take, works


class Pool:
    def __init__(self, processes):
        self.pool = multiprocessing.Pool(processes)

    def map(self, function, items, chunk):
        return self.pool.map(function, items, chunk)

    def one(self, function, item):
        return self.pool.apply(function, (item,))

    def keep(self, state, processes):
        return self.pool.map(keep, [state] * processes, 1)

    def pids(self):
        return [os.getpid(), *(process.pid for process in multiprocessing.active_children())]

    def close(self):
        self.pool.terminate()


class Executor:
    def __init__(self, processes):
        from concurrent.futures import ProcessPoolExecutor

        self.executor = ProcessPoolExecutor(processes)

    def map(self, function, items, chunk):
        return list(self.executor.map(function, items, chunksize=chunk or 1))

    def one(self, function, item):
        return self.executor.submit(function, item).result()

    def close(self):
        self.executor.shutdown()


class Joblib:
    def __init__(self, processes):
        from joblib import Parallel, delayed

        self.processes, self.parallel, self.delayed = processes, Parallel, delayed

    def map(self, function, items, chunk):
        return self.parallel(n_jobs=self.processes, backend="loky", batch_size=chunk or "auto")(self.delayed(function)(item) for item in items)

    def one(self, function, item):
        return self.map(function, [item], 1)[0]

    def close(self):
        from joblib.externals.loky import get_reusable_executor

        get_reusable_executor().shutdown(wait=True)


class Dask:
    def __init__(self, processes):
        # What its programs log is of no use here, and what they leave behind goes with this one.
        os.environ["DASK_DISTRIBUTED__LOGGING__DISTRIBUTED"] = "critical"
        from distributed import Client, LocalCluster

        self.folder = tempfile.TemporaryDirectory()
        self.cluster = LocalCluster(n_workers=processes, threads_per_worker=1, processes=True, dashboard_address=None, local_directory=self.folder.name)
        self.client = Client(self.cluster)

    def map(self, function, items, chunk):
        chunk = chunk or 1000
        parts = [items[start : start + chunk] for start in range(0, len(items), chunk)]
        if function in (take, make):
            parts = self.client.scatter(parts, hash=False) if function is take else parts
            futures = [self.client.submit(each, function, part, pure=False) for part in parts]
            return [result for part in self.client.gather(futures) for result in part]

        # Its protocol goes through lists element by element, which takes some ten times as long as pickling them.
        futures = [self.client.submit(each_pickled, function, pickle.dumps(part), pure=False) for part in parts]
        return [result for part in self.client.gather(futures) for result in pickle.loads(part)]

    def one(self, function, item):
        return self.client.submit(function, item, pure=False).result()

    def keep(self, state, processes):
        scattered = self.client.scatter(state, broadcast=True, hash=False)
        workers = list(self.client.scheduler_info()["workers"])
        return self.client.gather([self.client.submit(keep, scattered, workers=[worker], pure=False) for worker in workers])

    def pids(self):
        return [os.getpid(), *self.client.run(os.getpid).values()]

    def close(self):
        self.client.close()
        self.cluster.close()
        self.folder.cleanup()


LIBRARIES = {"pool": Pool, "executor": Executor, "joblib": Joblib, "dask": Dask}


class Mapping:
    def __init__(self, library, work, scale):
        self.library, self.work, self.scale, self.chunk = library, work, scale, None

    def timed(self, chunk):
        began = time.perf_counter()
        results = self.library.map(self.work.function, self.work.items, chunk)
        seconds = time.perf_counter() - began
        check(self.work, results)
        return seconds

    def warm(self):
        self.timed(self.work.chunks[-1])
        # Only multiprocessing.Pool chooses well by itself: the others' own choice is an item at a time, or grows from there.
        self.chunk = min((chunk for chunk in self.work.chunks if chunk or isinstance(self.library, Pool)), key=self.timed)

    def round(self):
        times = []
        while not times or (sum(times) < 0.3 and len(times) < 50):
            times.append(self.timed(self.chunk))
        return [sorted(times)[len(times) // 2] * self.scale]


def peak(pid):
    with open(f"/proc/{pid}/status") as status:
        return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM:"))


class State:
    """Bytes to every process: the seconds until each has them, and the most that all were resident in, together."""

    def __init__(self, library, mebibytes, processes):
        self.library, self.size, self.processes = library, mebibytes << 20, processes

    def warm(self):
        pass

    def round(self):
        pids = self.library.pids()
        before = sum(map(peak, pids))
        state = os.urandom(self.size)
        began = time.perf_counter()
        found = self.library.keep(state, self.processes)
        seconds = time.perf_counter() - began
        if {value for _, value in found} != {state[0] + state[1]} or len({pid for pid, _ in found}) != self.processes:
            raise SystemExit("the results are wrong")
        most = sum(map(peak, pids))
        return [seconds, 0, most, most - before]


class Trips:
    def __init__(self, library, count):
        self.library, self.count = library, count

    def warm(self):
        self.round()

    def round(self):
        times = []
        for i in range(self.count):
            began = time.perf_counter()
            if self.library.one(following, i) != i + 1:
                raise SystemExit("the result is wrong")
            times.append(time.perf_counter() - began)
        return times


def main(library, work, count, processes, scale=1):
    made = LIBRARIES[library](processes)
    if work == "first":
        results = made.map(following, list(range(count)), count // processes)
        print(results[-1], flush=True)
    else:
        peer = Trips(made, count) if work == "one" else State(made, count, processes) if work == "state" else Mapping(made, works(work, count), scale)
        for line in sys.stdin:
            if line.strip() == "warm":
                peer.warm()
                values = []
            else:
                values = peer.round()
            print(json.dumps({"Values": values, "Checksum": None}), flush=True)
    made.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:]))
    sys.stdout.flush()
    os._exit(0)
