"""One platform's pull: stream after stream, page after page into the replica, then what vanished."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sync import plan
from sync.clock import Clock
from sync.connectors.base import Batch, Connector, Ending, Stream, Tally
from sync.engine_events import PlatformDone, Progress
from sync.errors import AccessRevoked, Reason, SyncError, Unreachable, Unstorable
from sync.replica import Problem, Pulled, Replica, Stored


class Pull:
    """One pull of one platform. `run` once, then `done`; `error` is the trouble that decides what to do next."""

    def __init__(self, replica: Replica, platform: str, clock: Clock, *, full: bool, accept: bool) -> None:
        self._replica, self._platform, self._clock = replica, platform, clock
        self._full, self._accept = full, accept
        self._began, self._store_s = clock.monotonic(), 0.0
        self._counts = dict.fromkeys(("new", "changed", "unchanged", "gone", "skipped"), 0)
        self._read = self._failed = 0
        self._held, self._whole = False, True
        self._complete: list[str] = []
        self._agreed: list[str] = []
        self._tally = Tally()
        self.error: SyncError | None = None

    def run(self, connect: Callable[[], Connector]) -> Iterator[Progress]:
        """Read every stream, whatever becomes of the others; then settle what was missed and store the outcome."""
        with self._surviving(), self._storing():
            self._replica.begin(self._platform, self._clock.now())
        with self._surviving():
            connector = connect()
            self._tally = connector.tally
            try:
                yield from self._streams(connector)
            finally:
                connector.close()
        with self._surviving(), self._storing():
            self._settle()
        with self._surviving(), self._storing():
            self._conclude()

    def done(self) -> PlatformDone:
        """The outcome, when `run` has ended."""
        return PlatformDone(
            platform=self._platform,
            state=self._state(),
            complete=self._whole,
            requests=self._tally.requests,
            not_modified=self._tally.not_modified,
            bytes=self._tally.bytes,
            seconds=round(self._clock.monotonic() - self._began, 3),
            seconds_store=round(self._store_s, 3),
            problem=Problem.of(self.error) if self.error else None,
            **self._counts,
        )

    def _streams(self, connector: Connector) -> Iterator[Progress]:
        offered = connector.streams()
        for stream in offered:
            with self._surviving():
                yield from self._stream(stream)
        absent = self._replica.streams(self._platform) - {stream.name for stream in offered}
        if absent and offered and len(self._complete) == len(offered):
            with self._storing():
                self._replica.retire(self._platform, absent, self._clock.now(), trusted=self._clock.trusted)
            self._complete += absent

    def _stream(self, stream: Stream) -> Iterator[Progress]:
        before = self._before(stream)
        file, skipped = self._replica.file, 0
        steps = stream.pull(self._cursor(stream, before), self._replica.known(self._platform, stream.name))
        for step in steps:
            if self._replica.file != file:  # what was stored before lies in a file that was set aside
                raise Unstorable(Reason.DISK)
            if isinstance(step, Ending):
                self._end(stream, before, step, skipped)
                return
            skipped += step.skipped
            self._store(stream, step)
            yield self._progress(stream)
        raise Unreachable(Reason.CUT)

    def _before(self, stream: Stream) -> Pulled:
        """Where the last pull of the same question ended; another question begins anew and explains any loss."""
        before = self._replica.pulled(self._platform, stream.name)
        if before.question == stream.question:
            return before
        if before.question is not None:
            self._agreed.append(stream.name)
        return Pulled(question=stream.question)

    def _cursor(self, stream: Stream, before: Pulled) -> str | None:
        """None, to read everything, when asked to, once a day, and while a loss is in doubt."""
        now = int(self._clock.now().timestamp())
        everything = self._full or plan.wants_everything(before.last_full, now)
        return None if everything or self._replica.doubtful(self._platform, stream.name) else before.cursor

    def _store(self, stream: Stream, batch: Batch) -> None:
        with self._storing():
            stored: Stored = self._replica.store(self._platform, stream.name, batch, self._clock.now())
        self._read += 1
        self._counts["skipped"] += batch.skipped
        for name in ("new", "changed", "unchanged", "gone"):
            self._counts[name] += getattr(stored, name)

    def _end(self, stream: Stream, before: Pulled, ending: Ending, skipped: int) -> None:
        now = self._clock.now()
        complete = ending.complete and not ending.unchanged
        after = Pulled(
            question=stream.question,
            cursor=before.cursor if ending.cursor is None else ending.cursor,
            last_full=int(now.timestamp()) if complete else before.last_full,
            skipped=skipped if complete else max(skipped, before.skipped),
        )
        with self._storing():
            trusted = self._clock.trusted
            self._replica.end_stream(self._platform, stream.name, after, now, complete=complete, trusted=trusted)
        if ending.unchanged:
            self._counts["unchanged"] += self._replica.shown(self._platform, stream.name)
        self._read += 1
        self._whole &= after.last_full is not None
        if complete:
            self._complete.append(stream.name)

    def _settle(self) -> None:
        agreed = self._complete if self._accept else self._agreed
        now, trusted = self._clock.now(), self._clock.trusted
        hidden, self._held = self._replica.settle(self._platform, self._complete, now, agreed=agreed, trusted=trusted)
        self._counts["gone"] += hidden

    def _conclude(self) -> None:
        state = self._state()
        good = self._clock.now() if state == "ok" else None
        problem = Problem.of(self.error) if self.error else None
        self._replica.conclude(self._platform, state, good, self._whole, problem, self._tally.moved_to)

    def _state(self) -> str:
        return plan.state(self._read, self._failed, self._held)

    def _progress(self, stream: Stream) -> Progress:
        counts = {name: count for name, count in self._counts.items() if name != "gone"}
        return Progress(platform=self._platform, stream=stream.name, **counts)

    @contextmanager
    def _surviving(self) -> Iterator[None]:
        """Note trouble and go on with what comes next; a refused key outweighs all else."""
        try:
            yield
        except SyncError as error:
            self._failed += 1
            self._whole = False
            if self.error is None or isinstance(error, AccessRevoked):
                self.error = error

    @contextmanager
    def _storing(self) -> Iterator[None]:
        began = self._clock.monotonic()
        try:
            yield
        finally:
            self._store_s += self._clock.monotonic() - began
