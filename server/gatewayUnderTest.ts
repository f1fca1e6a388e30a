import { once } from 'node:events'
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import type { Server } from 'node:http'
import { connect } from 'node:net'
import { gunzipSync } from 'node:zlib'
import { serve } from '@hono/node-server'
import { createGateway, type GatewayOptions } from './app.ts'
import { createLog } from './log.ts'

export const secret = 'a-secret-that-must-not-leak'
export const phone = '+4799887766'

export interface Answer {
  status: number
  headers: IncomingHttpHeaders
  /** As it was meant, unpacked. */
  text: string
  /** Bytes of the body as they came over the wire. */
  size: number
}

export interface GatewayUnderTest {
  port: number
  log: string[]
  /** Sends the target as it is given, untidied, with the headers of the console unless told otherwise. */
  send(
    method: string,
    target: string,
    options?: { headers?: Record<string, string | undefined>; body?: string },
  ): Promise<Answer>
  /** Writes bytes on a bare socket, for targets that Node's own client refuses to send. */
  sendRaw(lines: string): Promise<string>
  close(): Promise<void>
}

type Options = Omit<GatewayOptions, 'credentials' | 'log'>

/** A gateway on a free loopback port. Options that need its own origin take it as an argument. */
export async function gatewayUnderTest(
  options: Options | ((origin: string) => Options),
): Promise<GatewayUnderTest> {
  const log: string[] = []
  const server = serve({
    fetch: (request, env) => gateway.fetch(request, env),
    port: 0,
    hostname: '127.0.0.1',
  }) as Server
  if (!server.listening) await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No port')
  const { port } = address
  const gateway = createGateway({
    ...(typeof options === 'function' ? options(`http://127.0.0.1:${port}`) : options),
    credentials: { clientId: 'client', clientSecret: secret },
    log: createLog((line) => log.push(line)),
  })

  return {
    port,
    log,
    send: (method, target, { headers = {}, body } = {}) =>
      new Promise((resolve, reject) => {
        const given = {
          host: `127.0.0.1:${port}`,
          'x-unloc-console': '1',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        }
        const kept = Object.fromEntries(
          Object.entries(given).filter((pair): pair is [string, string] => pair[1] !== undefined),
        )
        const request = httpRequest(
          { host: '127.0.0.1', port, method, path: target, headers: kept },
          (response) => {
            const chunks: Buffer[] = []
            response.on('data', (chunk: Buffer) => chunks.push(chunk))
            response.on('end', () => {
              const { statusCode: status = 0, headers } = response
              const body = Buffer.concat(chunks)
              const text = (headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString()
              resolve({ status, headers, text, size: body.length })
            })
            response.on('error', reject)
          },
        )
        request.on('error', reject)
        request.end(body)
      }),
    sendRaw: (lines) =>
      new Promise((resolve) => {
        let text = ''
        const socket = connect(port, '127.0.0.1', () => socket.write(lines))
        socket.on('data', (chunk) => (text += chunk.toString()))
        socket.on('close', () => resolve(text))
        socket.on('error', () => resolve(text))
      }),
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
