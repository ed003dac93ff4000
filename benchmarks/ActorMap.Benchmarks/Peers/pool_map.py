"""Measures multiprocessing.Pool.map over pairs: prints the seconds of the best chunk size."""
import multiprocessing
import sys
import time


class Worker:
    def __init__(self, const_value):
        self.const_value = const_value

    def __call__(self, pair):
        a, b = pair
        return (a + b) * self.const_value


def main(count, processes):
    pairs = list(zip(range(count), range(1, count + 1)))
    worker = Worker(100)
    best = float("inf")
    with multiprocessing.Pool(processes) as pool:
        for chunk in (None, 1_000, 10_000, 50_000):
            for _ in range(2):
                began = time.perf_counter()
                results = pool.map(worker, pairs, chunk)
                best = min(best, time.perf_counter() - began)
                assert results[-1] == (2 * count - 1) * 100
    print(best)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
