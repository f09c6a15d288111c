"""Rows of the year in progress for Ani's plan, each right as it stands; a test changes what it is about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reviews.models import (
    Action,
    Attachment,
    EvidenceFile,
    FollowUp,
    HelpRequest,
    Note,
    Remark,
    RemarkRequest,
    Reminder,
    ReminderSetting,
    ResultOutlook,
    Service,
    ServicePoint,
    Talk,
    TalkPoint,
    Voice,
    VoiceSurplus,
)
from tests.world import NOW, TODAY, World


def note(world: World, plan: Any, **changes: Any) -> Note:
    values = {
        "placement": plan.placement,
        "noted_on": TODAY,
        "text": "Tiga akta terbit.",
        "written_by": world.ani,
        "written_at": NOW,
    }
    return Note.objects.create(**(values | changes))


def counted(world: World, plan: Any, **changes: Any) -> Note:
    result = plan.results.get()
    return note(
        world, plan, **({"result": result, "indicator": result.indicators.get(), "amount": 3} | changes)
    )


def file(world: World, **changes: Any) -> EvidenceFile:
    values = {"key": "a" * 32, "owner": world.ani, "name": "foto.jpg", "content_type": "image/jpeg"}
    return EvidenceFile.objects.create(
        **(values | {"size": 9, "sha256": "0" * 64, "uploaded_at": NOW} | changes)
    )


def attachment(world: World, plan: Any, **changes: Any) -> Attachment:
    found = EvidenceFile.objects.filter(owner=world.ani).first() or file(world)
    return Attachment.objects.create(**({"file": found, "attached_at": NOW} | changes))


def action(world: World, plan: Any, **changes: Any) -> Action:
    values = {"result": plan.results.get(), "term": world.term(4), "text": "Tata arsip", "written_at": NOW}
    return Action.objects.create(**(values | changes))


def outlook(world: World, plan: Any, **changes: Any) -> ResultOutlook:
    values = {"result": plan.results.get(), "term": world.term(4), "outlook": "BUTUH_BANTUAN", "set_at": NOW}
    return ResultOutlook.objects.create(**(values | changes))


def call(world: World, plan: Any, **changes: Any) -> HelpRequest:
    values = {"plan": plan, "result": plan.results.get(), "text": "Printer rusak.", "asked_at": NOW}
    return HelpRequest.objects.create(**(values | changes))


def asking(world: World, plan: Any, **changes: Any) -> RemarkRequest:
    values = {"placement": plan.placement, "asked": world.dewi, "text": "Bagaimana?", "asked_at": NOW}
    return RemarkRequest.objects.create(**(values | changes))


def remark(world: World, plan: Any, **changes: Any) -> Remark:
    values = {"placement": plan.placement, "kind": "APRESIASI", "text": "Cepat.", "giver": "REKAN"}
    return Remark.objects.create(**(values | {"given_by": world.dewi, "given_at": NOW} | changes))


def talk(world: World, plan: Any, **changes: Any) -> Talk:
    values = {"plan": plan, "term": world.term(4), "planned_at": NOW, "superior": world.budi}
    return Talk.objects.create(**(values | {"planned_by": world.budi} | changes))


def point(world: World, plan: Any, **changes: Any) -> TalkPoint:
    found = Talk.objects.filter(plan=plan).first() or talk(world, plan)
    values = {"talk": found, "text": "Antrean", "added_by": world.ani, "added_at": NOW}
    return TalkPoint.objects.create(**(values | changes))


def follow_up(world: World, plan: Any, **changes: Any) -> FollowUp:
    values = {"talk": talk(world, plan), "text": "Beli tinta", "side": "ATASAN", "due_on": TODAY}
    return FollowUp.objects.create(**(values | changes))


def place(world: World, plan: Any, **changes: Any) -> ServicePoint:
    values = {"unit": world.units["bidang"], "code": "loket", "name": "Loket 1", "opened_at": NOW}
    return ServicePoint.objects.get_or_create(**(values | changes))[0]


def service(world: World, plan: Any, **changes: Any) -> Service:
    values = {"point": place(world, plan), "order": 1, "name": "KTP"}
    return Service.objects.create(**(values | changes))


def voice(world: World, plan: Any, **changes: Any) -> Voice:
    values = {"point": place(world, plan), "mark": 4, "said_on": TODAY, "source": "0" * 16}
    return Voice.objects.create(**(values | changes))


def surplus(world: World, plan: Any, **changes: Any) -> VoiceSurplus:
    return VoiceSurplus.objects.create(**({"point": place(world, plan), "day": TODAY} | changes))


def reminder(world: World, plan: Any, **changes: Any) -> Reminder:
    values = {"employee": world.ani, "day": TODAY, "titles": ["Catatan"], "made_at": NOW}
    return Reminder.objects.create(**(values | changes))


def setting(world: World, plan: Any, **changes: Any) -> ReminderSetting:
    return ReminderSetting.objects.create(**({"employee": world.ani} | changes))


def twice(make: Callable[..., Any], *args: Any, **changes: Any) -> None:
    make(*args, **changes)
    make(*args, **changes)
