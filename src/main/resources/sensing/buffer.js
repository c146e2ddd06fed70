// Runs before codecs that speak of a buffer. What makers' codecs use of Node's Buffer (its public documentation), in plain JavaScript: every step is one that the sandbox
// counts, and a buffer is a Uint8Array, whose length codec.js limits.
(function (global) {
  var MOST = 65536;
  var METHODS = Object.create(Uint8Array.prototype);
  function make(length) {
    if (!(length >= 0 && length <= MOST)) throw new RangeError('Buffer: too long');
    return Object.setPrototypeOf(new Uint8Array(length), METHODS);
  }
  function ofList(list) {
    var bytes = make(list.length);
    for (var i = 0; i < list.length; i++) bytes[i] = list[i] & 255;
    return bytes;
  }
  var ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  function encoding(name) {
    var plain = String(name === undefined || name === null ? 'utf8' : name).toLowerCase();
    if (plain === 'utf-8') return 'utf8';
    if (plain === 'binary') return 'latin1';
    if (['utf8', 'hex', 'base64', 'ascii', 'latin1'].indexOf(plain) < 0) throw new TypeError('Unknown encoding: ' + name);
    return plain;
  }
  function ofHex(text) {
    var list = [];
    for (var i = 0; i + 1 < text.length; i += 2) {
      var pair = text.substring(i, i + 2);
      if (!/^[0-9a-fA-F]{2}$/.test(pair)) break;
      list.push(parseInt(pair, 16));
    }
    return list;
  }
  function ofBase64(text) {
    var list = [];
    var bits = 0;
    var count = 0;
    for (var i = 0; i < text.length; i++) {
      var letter = text.charAt(i);
      var value = ALPHABET.indexOf(letter === '-' ? '+' : letter === '_' ? '/' : letter);
      if (letter === '=') break;
      if (value < 0) continue;
      bits = (bits << 6 | value) & 0xffffff;
      count += 6;
      if (count >= 8) {
        count -= 8;
        list.push(bits >> count & 255);
      }
    }
    return list;
  }
  function ofUtf8(text) {
    var list = [];
    for (var i = 0; i < text.length; i++) {
      var code = text.charCodeAt(i);
      if (code >= 0xd800 && code < 0xdc00 && i + 1 < text.length) {
        var low = text.charCodeAt(i + 1);
        if (low >= 0xdc00 && low < 0xe000) {
          code = 0x10000 + (code - 0xd800) * 0x400 + low - 0xdc00;
          i++;
        }
      }
      if (code >= 0xd800 && code < 0xe000) code = 0xfffd;
      if (code < 0x80) list.push(code);
      else if (code < 0x800) list.push(0xc0 | code >> 6, 0x80 | code & 63);
      else if (code < 0x10000) list.push(0xe0 | code >> 12, 0x80 | code >> 6 & 63, 0x80 | code & 63);
      else list.push(0xf0 | code >> 18, 0x80 | code >> 12 & 63, 0x80 | code >> 6 & 63, 0x80 | code & 63);
    }
    return list;
  }
  function toUtf8(bytes, from, to) {
    var text = '';
    for (var i = from; i < to; ) {
      var first = bytes[i++];
      var more = first < 0x80 ? 0 : first >= 0xc2 && first < 0xe0 ? 1 : first >= 0xe0 && first < 0xf0 ? 2 : first >= 0xf0 && first < 0xf5 ? 3 : -1;
      var code = more < 0 ? 0xfffd : more === 0 ? first : first & (63 >> more);
      for (var j = 0; j < more; j++) {
        if (i >= to || (bytes[i] & 0xc0) !== 0x80) {
          code = 0xfffd;
          break;
        }
        code = code << 6 | bytes[i++] & 63;
      }
      if (code > 0x10ffff) code = 0xfffd;
      text += code < 0x10000
        ? String.fromCharCode(code)
        : String.fromCharCode(0xd800 + (code - 0x10000 >> 10), 0xdc00 + (code - 0x10000 & 0x3ff));
    }
    return text;
  }
  function toHex(bytes, from, to) {
    var text = '';
    for (var i = from; i < to; i++) text += (bytes[i] < 16 ? '0' : '') + bytes[i].toString(16);
    return text;
  }
  function toBase64(bytes, from, to) {
    var text = '';
    for (var i = from; i < to; i += 3) {
      var left = to - i;
      var bits = bytes[i] << 16 | (left > 1 ? bytes[i + 1] : 0) << 8 | (left > 2 ? bytes[i + 2] : 0);
      text += ALPHABET.charAt(bits >> 18) + ALPHABET.charAt(bits >> 12 & 63)
        + (left > 1 ? ALPHABET.charAt(bits >> 6 & 63) : '=') + (left > 2 ? ALPHABET.charAt(bits & 63) : '=');
    }
    return text;
  }
  function toLatin1(bytes, from, to, mask) {
    var text = '';
    for (var i = from; i < to; i++) text += String.fromCharCode(bytes[i] & mask);
    return text;
  }
  function bounded(value, otherwise, length) {
    var it = value === undefined ? otherwise : Math.trunc(Number(value)) || 0;
    return it < 0 ? Math.max(0, length + it) : Math.min(it, length);
  }
  function at(bytes, offset, length) {
    var from = offset === undefined ? 0 : Number(offset);
    if (!(from >= 0 && from + length <= bytes.length && from === Math.floor(from))) {
      throw new RangeError('The value of "offset" is out of range');
    }
    return from;
  }
  function read(bytes, offset, length, little) {
    var from = at(bytes, offset, length);
    var value = 0;
    for (var i = 0; i < length; i++) value = value * 256 + bytes[little ? from + length - 1 - i : from + i];
    return value;
  }
  function signed(value, length) {
    var half = Math.pow(2, 8 * length - 1);
    return value >= half ? value - 2 * half : value;
  }
  function write(bytes, value, offset, length, little) {
    var from = at(bytes, offset, length);
    var rest = Math.trunc(Number(value)) || 0;
    for (var i = 0; i < length; i++) {
      var next = Math.floor(rest / 256);
      bytes[little ? from + i : from + length - 1 - i] = rest - next * 256;
      rest = next;
    }
    return from + length;
  }
  function view(bytes, from, length) {
    var copy = new Uint8Array(length);
    for (var i = 0; i < length; i++) copy[i] = bytes[from + i];
    return new DataView(copy.buffer);
  }
  [[1, 'Int8', ''], [2, 'Int16', 'LE'], [2, 'Int16', 'BE'], [4, 'Int32', 'LE'], [4, 'Int32', 'BE']].forEach(function (one) {
    var length = one[0];
    var little = one[2] === 'LE';
    ['U' + one[1], 'Ui' + one[1].substring(1)].forEach(function (name) {
      var unsigned = name + one[2];
      METHODS['read' + unsigned] = function (offset) { return read(this, offset, length, little); };
      METHODS['write' + unsigned] = function (value, offset) { return write(this, value, offset, length, little); };
    });
    METHODS['read' + one[1] + one[2]] = function (offset) { return signed(read(this, offset, length, little), length); };
    METHODS['write' + one[1] + one[2]] = function (value, offset) { return write(this, value, offset, length, little); };
  });
  ['LE', 'BE'].forEach(function (order) {
    var little = order === 'LE';
    function size(length) {
      if (!(length >= 1 && length <= 6)) throw new RangeError('The value of "byteLength" is out of range');
      return length;
    }
    ['readUInt', 'readUint'].forEach(function (name) {
      METHODS[name + order] = function (offset, length) { return read(this, offset, size(length), little); };
    });
    METHODS['readInt' + order] = function (offset, length) { return signed(read(this, offset, size(length), little), length); };
    METHODS['readFloat' + order] = function (offset) { return view(this, at(this, offset, 4), 4).getFloat32(0, little); };
    METHODS['readDouble' + order] = function (offset) { return view(this, at(this, offset, 8), 8).getFloat64(0, little); };
    [['Float', 4], ['Double', 8]].forEach(function (kind) {
      METHODS['write' + kind[0] + order] = function (value, offset) {
        var from = at(this, offset, kind[1]);
        var cell = new DataView(new Uint8Array(kind[1]).buffer);
        if (kind[1] === 4) cell.setFloat32(0, value, little);
        else cell.setFloat64(0, value, little);
        for (var i = 0; i < kind[1]; i++) this[from + i] = cell.getUint8(i);
        return from + kind[1];
      };
    });
  });
  METHODS.toString = function (name, start, end) {
    var from = bounded(start, 0, this.length);
    var to = bounded(end, this.length, this.length);
    var how = encoding(name);
    if (how === 'hex') return toHex(this, from, to);
    if (how === 'base64') return toBase64(this, from, to);
    return how === 'utf8' ? toUtf8(this, from, to) : toLatin1(this, from, to, how === 'ascii' ? 127 : 255);
  };
  METHODS.slice = METHODS.subarray = function (start, end) {
    var from = bounded(start, 0, this.length);
    var part = make(Math.max(0, bounded(end, this.length, this.length) - from));
    for (var i = 0; i < part.length; i++) part[i] = this[from + i];
    return part;
  };
  METHODS.copy = function (target, targetStart, start, end) {
    var into = targetStart || 0;
    var from = bounded(start, 0, this.length);
    var count = Math.max(0, Math.min(bounded(end, this.length, this.length) - from, target.length - into));
    for (var i = 0; i < count; i++) target[into + i] = this[from + i];
    return count;
  };
  METHODS.equals = function (other) {
    var same = this.length === other.length;
    for (var i = 0; same && i < this.length; i++) same = this[i] === other[i];
    return same;
  };
  METHODS.swap16 = function () {
    for (var i = 0; i + 1 < this.length; i += 2) {
      var first = this[i];
      this[i] = this[i + 1];
      this[i + 1] = first;
    }
    return this;
  };
  METHODS.toJSON = function () { return { type: 'Buffer', data: Array.prototype.slice.call(this) }; };
  function Buffer(source, how) { return Buffer.from(source, how); }
  Buffer.from = function (source, how) {
    if (typeof source === 'number') return make(source);
    if (typeof source !== 'string') return ofList(source && source.data && source.type === 'Buffer' ? source.data : source);
    var name = encoding(how);
    if (source.length > 2 * MOST) throw new RangeError('Buffer: too long');
    if (name === 'hex') return ofList(ofHex(source));
    if (name === 'base64') return ofList(ofBase64(source));
    if (name === 'utf8') return ofList(ofUtf8(source));
    return ofList(source.split('').map(function (letter) { return letter.charCodeAt(0); }));
  };
  Buffer.alloc = function (length, fill) {
    var bytes = make(Number(length));
    for (var i = 0; fill && i < bytes.length; i++) bytes[i] = fill & 255;
    return bytes;
  };
  Buffer.allocUnsafe = function (length) { return make(Number(length)); };
  Buffer.concat = function (list) {
    var all = [];
    for (var i = 0; i < list.length; i++) for (var j = 0; j < list[i].length; j++) all.push(list[i][j]);
    return ofList(all);
  };
  Buffer.isBuffer = function (it) { return !!it && typeof it.readUInt8 === 'function'; };
  Buffer.byteLength = function (text, how) { return Buffer.from(text, how).length; };
  Object.defineProperty(global, 'Buffer', { value: Buffer, writable: true, configurable: true });
  // codecs written for Node ask for it by name
  Object.defineProperty(global, 'require', {
    value: function (name) {
      if (name === 'buffer' || name === 'node:buffer') return { Buffer: Buffer };
      throw new Error('There is no module ' + name);
    },
    writable: true,
    configurable: true,
  });
})(this);
