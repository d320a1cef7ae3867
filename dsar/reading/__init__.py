"""Reading level: marks what is hard in a text, says what would be plainer, and measures it."""

from dsar.reading.figures import Measure as Measure
from dsar.reading.reader import LANGUAGES as LANGUAGES
from dsar.reading.reader import read as read
from dsar.reading.reader import read_fields as read_fields
from dsar.reading.result import Figure as Figure
from dsar.reading.result import Mark as Mark
from dsar.reading.result import MarkKind as MarkKind
from dsar.reading.result import Reading as Reading
from dsar.reading.result import Segment as Segment
from dsar.reading.result import Sentence as Sentence
