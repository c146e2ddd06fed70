// Runs before each codec. What would take memory in one step is limited here, since steps are what the sandbox counts.
(function (global) {
  var MOST = 65536;
  function limited(owner, name, size) {
    var real = owner[name];
    Object.defineProperty(owner, name, {
      value: function () {
        if (size.apply(this, arguments) > MOST) throw new RangeError(name + ': too long');
        return real.apply(this, arguments);
      },
    });
  }
  function own(owner, size) {
    Object.getOwnPropertyNames(owner).forEach(function (name) {
      if (typeof owner[name] === 'function' && name !== 'constructor') limited(owner, name, size);
    });
  }
  // a text that was put together is made whole only when something looks into it
  own(String.prototype, function () { return this.length; });
  limited(String.prototype, 'repeat', function (times) { return this.length * (Number(times) || 0); });
  limited(String.prototype, 'padStart', function (length) { return Number(length) || 0; });
  limited(String.prototype, 'padEnd', function (length) { return Number(length) || 0; });
  own(Array.prototype, function () { return Number(this.length) || 0; });
  ['ArrayBuffer', 'Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array', 'Uint32Array',
    'Float32Array', 'Float64Array'].forEach(function (name) {
    var Real = global[name];
    function Limited(a, b, c) {
      var length = typeof a === 'object' && a !== null ? Number(a.length || a.byteLength) : Number(a);
      if (length > MOST) throw new RangeError(name + ': too long');
      return arguments.length > 2 ? new Real(a, b, c) : arguments.length > 1 ? new Real(a, b) : new Real(a);
    }
    Limited.prototype = Real.prototype;
    Limited.from = function (list) { return new Limited(list); };
    Limited.BYTES_PER_ELEMENT = Real.BYTES_PER_ELEMENT;
    Object.defineProperty(Real.prototype, 'constructor', { value: Limited });
    global[name] = Limited;
  });
  global.console = { log: function () {}, warn: function () {}, error: function () {} };
  delete global.SharedArrayBuffer;
  var stringify = JSON.stringify;
  Object.defineProperty(global, 'allmendeText', {
    value: function (answer) {
      return stringify(answer, function (key, value) {
        if (typeof value === 'string' && value.length > MOST) throw new RangeError('too long');
        return value;
      });
    },
  });
})(this);
