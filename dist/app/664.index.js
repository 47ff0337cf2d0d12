"use strict";exports.id=664,exports.ids=[664],exports.modules={664:((r,e,s)=>{s.d(e,{Lexer:(()=>d.JG),Parser:(()=>i.i),Star:(()=>t.FE)});var t=s(8319),d=s(8137),i=s(8967)})};
