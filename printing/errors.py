"""What can go wrong with a printer, as reasons and facts; the sentences are the kiosk's."""

from enum import StrEnum


class Trouble(StrEnum):
    """Why a job did not start or may not have come out; each has its sentence in the kiosk (R22)."""

    NO_PRINTER = "no_printer"
    """The settings say `none`."""
    UNREACHABLE = "unreachable"
    """Nothing answers at that address: switched off, unplugged, or the wrong network."""
    REFUSED = "refused"
    """A machine is there and takes no print jobs: starting, asleep, or not a printer."""
    NAME_UNKNOWN = "name_unknown"
    BUSY = "busy"
    """Another program holds the device."""
    NO_DEVICE_FILE = "no_device_file"
    NO_PERMISSION = "no_permission"
    SEVERAL_ALIKE = "several_alike"
    """More than one device fits, and the settings name no serial number."""
    NOT_A_PRINTER = "not_a_printer"
    """The device is there and has no way in for a printer's data."""
    NO_SPOOLER = "no_spooler"
    """CUPS is not installed, not running, or gives no answer."""
    NO_QUEUE = "no_queue"
    """CUPS has no queue of that name."""
    QUEUE_STOPPED = "queue_stopped"
    """The queue is paused or takes no jobs; CUPS pauses it by itself after a fault."""
    NO_SPACE = "no_space"
    PAPER_OUT = "paper_out"
    PAPER_NEAR_END = "paper_near_end"
    """Only ever a note beside a job that was printed; worth a word to staff."""
    COVER_OPEN = "cover_open"
    OFFLINE = "offline"
    FAULT = "fault"
    """The printer reports an error of its own, mostly a jammed cutter."""
    CUT_OFF = "cut_off"
    """The connection broke."""
    STUCK = "stuck"
    """The printer stopped taking bytes, or took them too slowly."""
    SILENT = "silent"
    """All was sent; the printer answered before, and no longer does."""


class SettingsProblem(StrEnum):
    """What is wrong with the `[printer]` settings."""

    UNKNOWN_SCHEME = "unknown_scheme"
    NUMBERS_WRONG = "numbers_wrong"
    """No vendor and product number of four hexadecimal digits each."""
    QUEUE_MISSING = "queue_missing"
    OPTION_WRONG = "option_wrong"
    """An option behind the question mark that such a device has not, or with a value that it cannot have."""
    HOST_MISSING = "host_missing"
    PORT_WRONG = "port_wrong"
    PATH_MISSING = "path_missing"
    TOO_MUCH = "too_much"
    """The address holds parts that such a device has not."""
    PAPER_WIDTH = "paper_width"
    CODE_PAGE = "code_page"
    UNKNOWN_MODEL = "unknown_model"


class PrinterSettingsError(ValueError):
    """The settings name no printer that can be driven. `facts` fills the sentence (`device`, `scheme`, `nearest`)."""

    def __init__(self, problem: SettingsProblem, **facts: object) -> None:
        self.problem = problem
        self.facts = {name: str(value) for name, value in facts.items()}
        super().__init__(f"{problem}: {self.facts}")


class DeviceTrouble(Exception):
    """A device could not be opened, written or read. `sent` counts the bytes of this job that left us."""

    def __init__(self, trouble: Trouble, sent: int = 0) -> None:
        self.trouble = trouble
        self.sent = sent
        super().__init__(f"{trouble} after {sent} bytes")


class CodeRefused(ValueError):
    """A payload that no QR code is made of: not a plain http or https address, or too long."""


class SetRefused(ValueError):
    """A page could not be set; the text is the typesetter's own, for the log."""
