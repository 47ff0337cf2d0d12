"use strict";exports.id=1382,exports.ids=[1382],exports.modules={11382:((r,e,s)=>{s.d(e,{Lexer:(()=>d.JG),Parser:(()=>i.i),Star:(()=>t.FE)});var t=s(12049),d=s(12083),i=s(27085)})};
