export const id=3797;export const ids=[3797];export const modules={3797:((o,s,t)=>{t.d(s,{parse:()=>e.qg});var e=t(2648)})};
