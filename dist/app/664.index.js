"use strict";exports.id=664,exports.ids=[664],exports.modules={10664:((r,e,s)=>{s.d(e,{Lexer:(()=>d.JG),Parser:(()=>i.i),Star:(()=>t.FE)});var t=s(38319),d=s(58137),i=s(98967)})};
