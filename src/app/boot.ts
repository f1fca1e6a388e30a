// Runs before anything renders: the colours, and the content security policy's needs.
import { startColorScheme } from '#src/ui/colorScheme.ts'

startColorScheme()

/** The nonce that the gateway put into the page, for the style elements that Mantine's dialogs make. */
const styleNonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce || undefined

declare global {
  // The name that react-remove-scroll (inside Mantine's Modal) asks for its nonce.
  var __webpack_nonce__: string | undefined
  var trustedTypes:
    | {
        createPolicy(
          name: string,
          rules: { createHTML(text: string): string; createScriptURL(url: string): string },
        ): unknown
      }
    | undefined
}

globalThis.__webpack_nonce__ = styleNonce

// React writes the text of a <style> as HTML, which Trusted Types would refuse. Text without `<` can make no element.
globalThis.trustedTypes?.createPolicy('default', {
  createHTML(text) {
    if (text.includes('<')) throw new TypeError('HTML from strings is not allowed here')
    return text
  },
  createScriptURL(url) {
    const target = new URL(url, document.baseURI)
    if (target.origin !== location.origin || !target.pathname.endsWith('.js'))
      throw new TypeError('Only own scripts are allowed here')
    return target.href
  },
})
