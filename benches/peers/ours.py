"""Runs our programs: makes markets, and solves them one by one with a limit on the time of each."""

import json
import pathlib
import queue
import subprocess
import threading

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAMS = ROOT / "target" / "release" / "examples"


def build():
    """Compiles both programs if they are not up to date."""
    command = ["cargo", "build", "--quiet", "--release", "-p", "sekiwari-synth"]
    subprocess.run([*command, "--example", "market_json", "--example", "solve_markets"], cwd=ROOT, check=True)


def markets(*arguments):
    """Lines of JSON, one a market: `markets("round", "--children", 1600, "--seeds", "1..3")`."""
    command = [PROGRAMS / "market_json", *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()


def heuristic(line):
    """The row with the result of deferred acceptance alone: it always ends."""
    command = [PROGRAMS / "solve_markets", "--heuristic"]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True, input=line + "\n").stdout)


class Ours:
    """A running `solve_markets`. After `limit` seconds it gives the best so far with its bounds; one that overruns its limit
    by half and a minute is ended, and started again."""

    def __init__(self, limit, repeat=1):
        self.limit, self.repeat, self.process = limit, repeat, None

    def solve(self, line):
        """The row that `solve_markets` prints for the market, or None if it took too long."""
        if self.process is None:
            command = [PROGRAMS / "solve_markets", "--repeat", str(self.repeat), "--time-limit", str(int(self.limit))]
            self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        answers = queue.Queue()
        process = self.process
        threading.Thread(target=lambda: answers.put(process.stdout.readline()), daemon=True).start()
        process.stdin.write(line + "\n")
        process.stdin.flush()
        try:
            answer = answers.get(timeout=1.5 * self.limit + 60)
        except queue.Empty:
            self.close()
            return None
        if not answer:
            raise RuntimeError("solve_markets ended early")
        return json.loads(answer)

    def close(self):
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None
