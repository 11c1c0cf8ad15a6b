"""Records what the five programs of the asyncio article do, in virtual time.

    python3 checker/tests/asyncio/record.py [FOLDER]

The programs are the article's, with its numbers, told in the words of our scenarios; a line is the virtual time in
milliseconds, the actor, and what it does. Needs CPython 3.11 or newer (`asyncio.Barrier`); recorded with 3.11.7.
"""

import asyncio
import pathlib
import selectors
import sys


class VirtualLoop(asyncio.SelectorEventLoop):
    """A loop whose clock jumps to the next timer as soon as nobody can move."""

    def __init__(self):
        super().__init__(selectors.SelectSelector())
        self.now = 0.0
        wait_for_files = self._selector.select

        def select(timeout=None):
            ready = wait_for_files(0)
            if not ready and timeout:
                self.now += timeout
            return ready

        self._selector.select = select

    def time(self):
        return self.now


lines = []


def does(actor, what):
    at = round(asyncio.get_running_loop().time() * 1000)
    lines.append(f"{at}\t{actor}\t{what}")


async def events():
    event = asyncio.Event()

    async def waiter(name, takes):
        does(name, "waits")
        await event.wait()
        does(name, "starts")
        await asyncio.sleep(takes)
        does(name, "ends")

    async def setter(delay):
        does("setter", "prepares")
        await asyncio.sleep(delay)
        does("setter", "sets")
        event.set()

    await asyncio.gather(waiter("Worker-1", 1), waiter("Worker-2", 2), setter(2))


async def queues():
    queue = asyncio.Queue(maxsize=5)

    async def producer(name, count):
        for number in range(count):
            await queue.put(number)
            does(name, f"makes item-{number}")
            await asyncio.sleep(0.1)
        await queue.put(None)
        does(name, "done")
        return count

    async def consumer(name):
        handled = 0
        while True:
            try:
                item = await asyncio.wait_for(queue.get(), timeout=5)
            except asyncio.TimeoutError:
                does(name, "stops: out of patience")
                return handled
            if item is None:
                does(name, "stops: end signal")
                return handled
            await asyncio.sleep(0.2)
            handled += 1
            does(name, f"ends item-{item}")

    put, *handled = await asyncio.gather(
        producer("Producer-1", 10), consumer("Consumer-A"), consumer("Consumer-B"), return_exceptions=True
    )
    does("caller", f"has {put} put and {' + '.join(map(str, handled))} handled")


async def semaphores():
    permits = asyncio.Semaphore(3)

    async def fetch(number):
        async with permits:
            does(f"f{number}", "goes")
            await asyncio.sleep(0.5)
            does(f"f{number}", "ends")

    results = await asyncio.gather(*(fetch(number) for number in range(10)))
    does("caller", f"has {len(results)}")


async def locks():
    lock = asyncio.Lock()
    value = 0

    async def worker(name, rounds):
        nonlocal value
        for _ in range(rounds):
            async with lock:
                read = value
                await asyncio.sleep(0.01)
                value = read + 1
                does(name, f"counts to {value}")
            await asyncio.sleep(0.05)

    await asyncio.gather(worker("Worker-A", 5), worker("Worker-B", 5))
    does("caller", f"has {value}")


async def barriers():
    barrier = asyncio.Barrier(3)

    async def worker(name, takes):
        does(name, "starts 1")
        await asyncio.sleep(takes)
        does(name, "ends 1")
        does(name, "waits")
        await barrier.wait()
        does(name, "starts 2")
        await asyncio.sleep(0.5)
        does(name, "ends 2")

    await asyncio.gather(worker("Worker-A", 1), worker("Worker-B", 2), worker("Worker-C", 1.5))


def main():
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent)
    for program in (events, queues, semaphores, locks, barriers):
        lines.clear()
        loop = VirtualLoop()
        asyncio.set_event_loop(loop)
        loop.run_until_complete(program())
        loop.close()
        head = "# What the article's program does on asyncio: virtual milliseconds, actor, event. Written by record.py.\n"
        (folder / f"{program.__name__}.txt").write_text(head + "".join(line + "\n" for line in lines))


main()
