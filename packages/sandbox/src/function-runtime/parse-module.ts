/** Ends well if a file can be read as an ES module; if not, Node prints the line, which it tells nobody else. */
import { readFileSync } from 'node:fs';
import { SourceTextModule } from 'node:vm';

const [file = ''] = process.argv.slice(2);
new SourceTextModule(readFileSync(file, 'utf8'), { identifier: file });
