"""The input model of `<period>/spending.yaml`: finance's snapshot from 1 October to `as_of`."""

from typing import Annotated

from reportgen.model.base import Input, OneOf, key, listed, mapped, optional
from reportgen.model.plan import Group
from reportgen.model.scalars import ByMonth, Day, Id, MoneyIfAny, Text

Basis = Annotated[str, OneOf("สะสม", "รายเดือน")]


class Line(Input):
    """One project's spending from one fund in one group."""

    project: Id = key("โครงการ", "รหัสโครงการใน plan.yaml")
    group: Group = key("กลุ่มงบประมาณ", "ภารกิจ หรือ นโยบายรัฐบาล")
    fund: Text = key("แหล่งเงิน", "แหล่งเงินตาม plan.yaml")
    transfer: MoneyIfAny = optional("โอนเปลี่ยนแปลง", "บาท โอนเข้าเป็นบวก โอนออกเป็นลบ สะสมถึงวันที่ตัดยอด")
    committed: MoneyIfAny = optional("ผูกพันคงเหลือ", "บาท ผูกพันที่ยังไม่เบิก ณ วันที่ตัดยอด ไม่ใช่วงเงินสัญญา")
    disbursed: ByMonth = mapped("เบิกจ่าย", "บาท แต่ละเดือนตั้งแต่ ต.ค. ตาม basis")
    reason: Text | None = optional("เหตุที่ยอดลดลง", "จำเป็นเมื่อยอดสะสมลดลงจากเดือนก่อนหรือยอดรายเดือนติดลบ")
    note: Text | None = optional("หมายเหตุ", "หมายเหตุที่พิมพ์ใต้ตาราง")


class Total(Input):
    """A total that finance gave, to be reconciled; the keys left out mean "all of them"."""

    project: Id | None = optional("โครงการ", "เฉพาะโครงการนี้")
    strategy: Id | None = optional("ยุทธศาสตร์", "เฉพาะยุทธศาสตร์นี้")
    group: Group | None = optional("กลุ่มงบประมาณ", "เฉพาะกลุ่มนี้")
    fund: Text | None = optional("แหล่งเงิน", "เฉพาะแหล่งเงินนี้")
    act: MoneyIfAny = optional("งบประมาณตั้งต้น", "บาท")
    after_transfer: MoneyIfAny = optional("งบหลังโอน", "บาท")
    committed: MoneyIfAny = optional("ผูกพันคงเหลือ", "บาท")
    disbursed: MoneyIfAny = optional("เบิกจ่ายสะสม", "บาท")
    spent: MoneyIfAny = optional("รวมเบิกจ่ายและผูกพัน", "บาท")


class Spending(Input):
    """`spending.yaml`."""

    as_of: Day = key("ข้อมูล ณ วันที่", "วันที่ตัดยอด")
    source: Text = key("ที่มา", "หน่วยงานและรายงานที่เป็นที่มาของตัวเลข")
    basis: Basis = optional("ฐานของยอดรายเดือน", "สะสม: ยอดสะสมถึงสิ้นเดือน; รายเดือน: ยอดของเดือนนั้น", "รายเดือน")
    lines: tuple[Line, ...] = key("รายการ", "หนึ่งรายการต่อโครงการ กลุ่ม และแหล่งเงิน")
    totals: tuple[Total, ...] = listed("ยอดรวมของการเงิน", "ยอดรวมในรายงานต้นทาง เพื่อสอบทาน")
    tolerance: MoneyIfAny = optional("ผลต่างที่ยอมรับ", "บาท ผลต่างที่ยอมรับได้ในการสอบทาน (ปกติ 0.00)")
