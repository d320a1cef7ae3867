"""An oral request was read back to whoever asked; written once."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from dsar.database import Base, UtcDateTime


class ReadBack(Base):
    """Who of the organisation read an oral request back, and when."""

    __tablename__ = "read_back"
    __table_args__ = (CheckConstraint("read_by <> ''", name="read_by_somebody"),)

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), primary_key=True, autoincrement=False)
    read_on: Mapped[date]
    read_by: Mapped[str] = mapped_column(String(200))
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
