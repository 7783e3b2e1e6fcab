//! Group 24: access to seats by small area.

super::kinds! {
    WAY_TWICE "E2401" Error {
        "同じ所要時間が二つあります" "{from} から施設 {value} までの時間は {first_line} 行目にもあります。" "一方を削除してください。"
        "Way given twice" "The minutes from {from} to the facility {value} are also on line {first_line}." "Delete one of the rows."
    }
    NOT_IN_ROUND "W2402" Warning {
        "募集にない施設への所要時間です" "施設 {value} は募集にもシナリオにもないため、{count} 行を使いません。" "施設の ID を確認してください。"
        "Minutes to a facility that is not in the round" "The facility {value} is neither in the round nor in a scenario; its {count} rows are not used." "Check the id of the facility."
    }
    NO_BEGINNING "W2403" Warning {
        "どの児童の住む所からも始まらない所要時間です" "{count} 行の起点 ({value} など) は、どの児童の地域メッシュコードでも地区でもありません。" "起点には基準・2分の1・4分の1地域メッシュコードか、地区の ID を書いてください。"
        "Minutes that begin where no child lives" "{count} rows begin where no child lives ({value}, for instance): neither the code of a cell of the grid nor the id of a district." "Write the code of a cell (8, 9 or 10 digits) or the id of a district under from."
    }
}
