"""The functions that Python's peers map, over what, and whether the results are right."""
import os
import pickle
import struct
import time

SIZE, PAGE = 1 << 20, 4096


class Scale:
    def __init__(self, const_value):
        self.const_value = const_value

    def __call__(self, pair):
        a, b = pair
        return (a + b) * self.const_value


def burn(item):
    """Takes so many nanoseconds of processor time, as the thread's own clock tells."""
    index, nanoseconds = item
    end = time.thread_time_ns() + nanoseconds
    while time.thread_time_ns() < end:
        pass
    return index


def take(item):
    return sum(memoryview(item).cast("i")[:: PAGE // 4])


def make(number):
    item = bytearray(SIZE)
    for at in range(0, SIZE, PAGE):
        struct.pack_into("<i", item, at, number + at)
    return item


def following(item):
    return item + 1


def each(function, items):
    return [function(item) for item in items]


def each_pickled(function, items):
    return pickle.dumps(each(function, pickle.loads(items)))


def keep(state):
    kept.append(state)
    return os.getpid(), state[0] + state[1]


kept = []


class Work:
    """What is mapped, in which lengths of chunks that may be best, and whether the results are right."""

    def __init__(self, function, items, expected, chunks):
        self.function, self.items, self.expected, self.chunks = function, items, expected, chunks


def works(name, count):
    if name == "pairs":
        return Work(Scale(100), list(zip(range(count), range(1, count + 1))), [(2 * i + 1) * 100 for i in range(count)], (None, 1_000, 10_000, 50_000))
    if name == "even":
        return Work(burn, [(i, 100_000) for i in range(count)], list(range(count)), (10, 50, 200))
    if name == "skewed":
        short = int(100_000 / 1.99)
        return Work(burn, [(i, short if i < count * 0.99 else short * 100) for i in range(count)], list(range(count)), (1, 5, 20, 100))
    if name == "large-in":
        return Work(take, [bytes(make(i)) for i in range(count)], [take(make(i)) for i in range(count)], (1, 4))
    if name == "large-out":
        return Work(make, list(range(count)), None, (1, 4))
    raise SystemExit(f"there is no work {name}")


def check(work, results):
    if work.expected is None:
        right = len(results) == len(work.items) and all(take(result) == sum(number + at for at in range(0, SIZE, PAGE)) for number, result in zip(work.items, results))
    else:
        right = results == work.expected
    if not right:
        raise SystemExit("the results are wrong")
