// Sends the benchmarks' mail so many times through nodemailer's pool and prints the messages a second.
// node send.mjs <port> <connections> <messages>; the mail comes as JSON on the standard input.
import { text } from 'node:stream/consumers';
import nodemailer from 'nodemailer';

const [port, maxConnections, messages] = process.argv.slice(2).map(Number);
const mail = JSON.parse(await text(process.stdin));
const pool = nodemailer.createTransport({
  pool: true,
  host: '127.0.0.1',
  port,
  secure: false,
  ignoreTLS: true,
  maxConnections,
  maxMessages: Infinity,
});

// As its documentation has it: the next are given to the pool as it becomes idle.
const send = (count) => new Promise((resolve, reject) => {
  let given = 0;
  let sent = 0;
  const feed = () => {
    while (given < count && pool.isIdle()) {
      given++;
      pool.sendMail(mail, (error) => {
        if (error) {
          reject(error);
        } else if (++sent === count) {
          pool.off('idle', feed);
          resolve();
        }
      });
    }
  };
  pool.on('idle', feed);
  feed();
});

await send(Math.min(messages, 2000));
const began = performance.now();
await send(messages);
console.log(Math.round(messages / ((performance.now() - began) / 1000)));
pool.close();
