"""A calendar to read, and the settings of a platform that reads it."""

from datetime import UTC, datetime, timedelta

from tests.sync.servers import Reply


def calendar(number: int = 10) -> Reply:
    """A calendar with so many events from tomorrow on."""
    day = (datetime.now(UTC) + timedelta(days=1)).strftime("%Y%m%dT170000Z")
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:{n}\r\nDTSTART:{day}\r\nSUMMARY:Treffen {n}\r\nEND:VEVENT\r\n" for n in range(number)
    )
    return Reply(body=f"BEGIN:VCALENDAR\r\n{events}END:VCALENDAR\r\n".encode())


def platform(name: str, url: str, more: str = "") -> str:
    return f'[[platform]]\nname = "{name}"\nkind = "ical"\nurl = "{url}"\n{more}'
