"""The beginning of an ordinary memo, as YAML that staff fill in: the keys that a memo needs, each explained.

What it may hold besides stands in lines that begin with #.
"""

from __future__ import annotations

from typing import Final

from reportgen.model.workspace import Workspace
from reportgen.present.officers import officers
from reportgen.present.plain_yaml import scalar

_FORM: Final = """\
# yaml-language-server: $schema=../.schemas/memo.schema.json
# บันทึกข้อความ: พิมพ์ต่อท้ายทุกบรรทัดที่ยังว่าง แล้วสั่ง reportgen check และ reportgen memo ตามด้วยชื่อไฟล์นี้
# ข้อความหลัง # เป็นคำอธิบาย ไม่พิมพ์ในบันทึก; ลบ # หน้าบรรทัดเมื่อต้องการใช้บรรทัดนั้น

unit: {unit}  # หน่วยงานเจ้าของเรื่อง ตามรหัสใน reportgen.yaml: {units}
number:  # เลขที่/ปี จากทะเบียนของหน่วยงาน เช่น 1389/2565; เว้นว่างเพื่อเขียนด้วยปากกา
date:  # เช่น 23 พฤศจิกายน 2565 หรือ พฤศจิกายน 2565; เว้นว่างเพื่อเขียนด้วยปากกา
# urgency: ด่วน  # หรือ ด่วนมาก ด่วนที่สุด
# secrecy: ลับ  # หรือ ลับมาก ลับที่สุด
subject:  # ชื่อเรื่อง
to: {to}  # ตำแหน่งผู้รับ{guess}
# via: ทป.  # ผู้ที่เรื่องต้องผ่าน ถ้ามี

# เนื้อความ: ย่อหน้าละหนึ่งข้อ ขึ้นต้นด้วย - และเว้นวรรค
body:
  -  # ภาคเหตุ เช่น ด้วย … หรือ ตามที่ … นั้น
  -  # ภาคความประสงค์ เช่น ฝตป. จึงขอ …
  - จึงเรียนมาเพื่อโปรดพิจารณา

# attachments:
#   - title: ชื่อเอกสารแนบ
#     file: ../เอกสารแนบ.pdf  # ที่อยู่ของไฟล์ นับจากไฟล์นี้

signer: {signer}  # ผู้ลงนาม ตามรหัสใน reportgen.yaml: {people}
approver: {approver}  # ผู้พิจารณา; เว้นว่างเมื่อไม่ต้องพิจารณา
# request: เห็นชอบ  # เรื่องที่ขอ หรือ อนุมัติ ลงนาม เพื่อพิจารณา เพื่อทราบ
# copies: [ผู้รับสำเนา]
# drafter:
#   section: ส่วนงานที่ร่าง
#   by: ผู้ร่าง
"""


def ordinary_memo(workspace: Workspace) -> str:
    """The file's text; who signs and approves and where it goes are filled in where the workspace tells."""
    who = officers(workspace)
    return _FORM.format(
        unit=scalar(str(workspace.secretariat), 0),
        units=" ".join(str(unit.id) for unit in workspace.units),
        to=scalar(who.head, 0),
        guess=" แก้ให้ตรงกับตำแหน่งของหัวหน้าหน่วยงาน" * who.is_guess,
        signer=scalar(str(who.signer.id), 0) if who.signer else "",
        people=" ".join(str(person.id) for person in workspace.people),
        approver=scalar(str(who.approver.id), 0) if who.approver else "",
    )
