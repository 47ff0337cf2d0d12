export const id=6089;export const ids=[6089];export const modules={6089:((r,e,o)=>{o.d(e,{Lexer:()=>s.JG,Parser:()=>d.i,Star:()=>t.FE});var t=o(2049),s=o(2083),d=o(7085)})};
