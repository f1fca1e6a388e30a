/**
 * The same answer with a body that never fails towards the server library, which would print the error and write it
 * into the answer.
 */
export function withWholeBody(response: Response, onBreak: (cause: unknown) => void): Response {
  const reader = response.body?.getReader()
  if (!reader) return response
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read()
        if (done) controller.close()
        else controller.enqueue(value)
      } catch (cause) {
        onBreak(cause)
        controller.close()
      }
    },
    cancel: (reason) => reader.cancel(reason),
  })
  return new Response(body, response)
}
