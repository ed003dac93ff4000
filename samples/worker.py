#!/usr/bin/env python3
"""A function object of Python's: actormap map samples/pairs.csv -- python3 samples/worker.py 100

Each worker of the map has a process of this program, and so a Worker of its own. A JSON value comes in a line, and goes out in a line.
"""
import json
import sys


class Worker:
    def __init__(self, const_value):
        self.const_value = const_value

    def __call__(self, item):
        a, b = (item["a"], item["b"]) if isinstance(item, dict) else item
        return (a + b) * self.const_value


def answer(function, line):
    try:
        return json.dumps(function(json.loads(line)))
    except Exception as error:  # the item's failure; the program goes on
        return json.dumps({"error": str(error), "type": type(error).__name__})


def serve(function):
    """Answers all that there is to read, then flushes: as prompt as a flush a line, and cheaper where much is waiting."""
    rest = b""
    while chunk := sys.stdin.buffer.read1(1 << 16):
        *lines, rest = (rest + chunk).split(b"\n")
        if lines:
            sys.stdout.write("\n".join([answer(function, line) for line in lines]) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    serve(Worker(json.loads(sys.argv[1]) if len(sys.argv) > 1 else 100))
