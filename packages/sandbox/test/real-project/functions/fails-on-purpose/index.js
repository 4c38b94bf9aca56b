function lambda(input, callback) {
  require('util').promisify(setTimeout)(5).then(() => callback(new Error('no stock left'), null));
}
