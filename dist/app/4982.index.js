exports.id=4982,exports.ids=[4982],exports.modules={84982:(module=>{module.exports=eval("require")("kerberos")})};
