"""multiprocessing.Pool.imap over the lines of standard input, by the function of samples/worker.py: as many lines as are to warm it first, then the rest."""
import multiprocessing
import sys
from itertools import islice

from worker import Worker, answer

WORKER = Worker(100)


def run(line):
    return answer(WORKER, line)


def main(processes, chunk, warm):
    with multiprocessing.Pool(processes) as pool:
        for count, length in ((warm, 1), (None, chunk)):
            for result in pool.imap(run, islice(sys.stdin.buffer, count), length):
                sys.stdout.write(result + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
