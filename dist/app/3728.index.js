"use strict";exports.id=3728,exports.ids=[3728],exports.modules={3728:((e,s,t)=>{let r;t.d(s,{q:()=>d});let d=(...e)=>(r??=t(5630)).parse(...e)})};
