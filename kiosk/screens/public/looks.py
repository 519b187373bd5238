"""Which colour belongs to which kind, on every page."""

from kiosk.widgets.view import Look
from sync.records import Kind

LOOKS = {
    Kind.EVENT: Look.EVENT,
    Kind.OFFER: Look.OFFER,
    Kind.REQUEST: Look.REQUEST,
    Kind.JOB: Look.JOB,
    Kind.NOTICE: Look.NOTICE,
}
