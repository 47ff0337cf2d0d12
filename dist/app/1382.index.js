"use strict";exports.id=1382,exports.ids=[1382],exports.modules={1382:((r,e,s)=>{s.d(e,{Lexer:(()=>d.JG),Parser:(()=>i.i),Star:(()=>t.FE)});var t=s(2049),d=s(2083),i=s(7085)})};
