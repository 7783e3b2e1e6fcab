//! Group 15: districts on the map.

super::kinds! {
    GEOJSON_SYNTAX "E1501" Error {
        "JSON として読めません" "{file} を JSON として読めません: {reason}。" "地図ソフトから GeoJSON で書き出し直してください。"
        "Not valid JSON" "{file} cannot be read as JSON: {reason}." "Export it as GeoJSON again."
    }
    NO_COLLECTION "E1502" Error {
        "GeoJSON の FeatureCollection ではありません" "{file} には、地区を一つずつ並べた features がありません。" "地区の区域をまとめて FeatureCollection として書き出してください。"
        "Not a GeoJSON feature collection" "{file} has no list of features, one or more, each a district." "Export all districts together as a FeatureCollection."
    }
    FEATURE_UNREADABLE "E1503" Error {
        "地物として読めません" "GeoJSON の Feature の形をしていません: {reason}。" "地図ソフトから書き出し直してください。"
        "Feature cannot be read" "This is no GeoJSON feature: {reason}." "Export it again."
    }
    DISTRICT_WITHOUT_ID "E1504" Error {
        "地区の ID も名称もありません" "属性 {names} のどれにも値がないため、どの地区の区域か分かりません。" "属性 district_id を入れてください。"
        "District without id and name" "None of the properties {names} has a value, so it is unknown which district this is." "Give it a property district_id."
    }
    NOT_AN_AREA "E1505" Error {
        "区域ではありません" "地区「{district}」の図形は Polygon でも MultiPolygon でもありません。" "面の図形として書き出してください。"
        "Not an area" "The geometry of the district \"{district}\" is neither a Polygon nor a MultiPolygon." "Export areas, not points or lines."
    }
    COORDINATES_SWAPPED "E1506" Error {
        "緯度と経度が入れ替わっています" "地区「{district}」の {count} 個の点で、緯度が 90 度を超えています。GeoJSON では経度、緯度の順です。" "経度、緯度の順に書き出し直してください。"
        "Latitude and longitude swapped" "In {count} corners of the district \"{district}\" the latitude is beyond 90 degrees; GeoJSON has the longitude first." "Export it again, longitude first."
    }
    POSITION_INVALID "E1507" Error {
        "座標が正しくありません" "地区「{district}」の {count} 個の点が、経度 -180 から 180、緯度 -90 から 90 (度) の組ではありません。" "平面直角座標などの場合は、緯度・経度 (世界測地系) に変換してください。"
        "Not a coordinate" "{count} corners of the district \"{district}\" are no longitude from -180 to 180 with a latitude from -90 to 90, in degrees." "Convert plane coordinates to longitude and latitude (WGS 84)."
    }
    RING_OPEN "W1508" Warning {
        "境界が閉じていません" "地区「{district}」の境界の終点が始点と {metres} m 離れています。直線で結びます。" "境界の最後の点を最初の点と同じにしてください。"
        "Border not closed" "A border of the district \"{district}\" ends {metres} m from where it began; the two are joined by a straight line." "Let the last corner be the first one again."
    }
    RING_WITHOUT_AREA "W1509" Warning {
        "面積のない境界です" "地区「{district}」に、異なる点が三つないか一直線に並ぶ境界があります。使いません。" "不要な境界なら取り除いてください。"
        "Border that encloses nothing" "The district \"{district}\" has a border with fewer than three different corners, or with all of them on one line; it is not used." "Remove it."
    }
    AREA_EMPTY "E1510" Error {
        "区域が空です" "地区「{district}」の図形に面積がありません。" "区域を書き出し直してください。"
        "Empty area" "The geometry of the district \"{district}\" encloses nothing." "Export its area again."
    }
    PARTS_JOINED "N1511" Note {
        "同じ地区の図形をまとめました" "地区「{district}」の図形が {count} 個あります。一つの地区として扱います。" "別の地区なら、district_id を分けてください。"
        "Several features of one district" "The district \"{district}\" has {count} features; they are taken together." "Give them ids of their own if they are different districts."
    }
    DISTRICTS_OVERLAP "W1512" Warning {
        "区域が重なっています" "地区「{first}」と「{second}」が {metres} m 以上重なっています (緯度 {lat}、経度 {lon} の付近)。重なった所は「{first}」とします。" "境界を確認してください。"
        "Districts overlap" "The districts \"{first}\" and \"{second}\" overlap by {metres} m or more (near latitude {lat}, longitude {lon}). What both claim counts as \"{first}\"." "Check the border."
    }
    OTHER_COORDINATES "W1513" Warning {
        "座標系が指定されています" "{file} は座標系「{value}」を指定していますが、経度・緯度 (世界測地系) として読みます。" "違う座標系なら変換してください。"
        "Another coordinate system is named" "{file} names the coordinate system \"{value}\"; it is read as longitude and latitude (WGS 84)." "Convert it if it is another one."
    }
}
