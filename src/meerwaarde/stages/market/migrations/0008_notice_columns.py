"""Notices that were there already get the columns that lists need, from the record they keep."""

from django.db import migrations

_ONE_TO_ONE = ("contract", "procedure")


def fill(apps, schema_editor):
    notices = apps.get_model("market", "Notice").objects
    changed = []
    for notice in notices.iterator(chunk_size=200):
        said = notice.record
        notice.changed_at = notice.imported_at
        notice.procedure_id = (said.get("procedure_id") or "")[:120]
        notice.cpv = (said.get("cpv") or {}).get("main") or ""
        places = [place for lot in said.get("lots") or () for place in lot.get("nuts") or ()]
        notice.nuts = places[0][:5] if places else ""
        for name in _ONE_TO_ONE:
            setattr(notice, name, said.get(name) or "unknown")
        notice.buyer_key = _buyer_key(said.get("buyers") or ())
        changed.append(notice)
        if len(changed) == 200:
            notices.bulk_update(changed, _FIELDS)
            changed.clear()
    notices.bulk_update(changed, _FIELDS)


def _buyer_key(buyers):
    for buyer in buyers[:1]:
        for scheme in ("kvk", "oin"):
            for one in buyer.get("ids") or ():
                if one.get("scheme") == scheme and one.get("value"):
                    return f"{scheme}:{one['value']}"[:80]
        name = " ".join((buyer.get("name") or "").casefold().split())
        return f"name:{name}"[:80] if name else ""
    return ""


_FIELDS = ("changed_at", "procedure_id", "cpv", "nuts", "contract", "procedure", "buyer_key")


class Migration(migrations.Migration):
    dependencies = [("market", "0007_public_notices")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
