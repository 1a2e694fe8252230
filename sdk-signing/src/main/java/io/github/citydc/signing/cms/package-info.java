/**
 * Signed and encrypted files: the cryptographic message syntax with SM2, SM3 and SM4 by GB/T 35275
 * and GM/T 0010, which is that of PKCS#7 with object identifiers of its own. Both sets of
 * identifiers are read; which is written is a choice.
 *
 * <pre>{@code
 * byte[] p7s = new CmsSigner(key, CmsForm.GM, clock).signDetached(document);
 * List<VerifiedSignature> by = new CmsVerifier(trust).verifyDetached(p7s, document, clock.instant());
 * }</pre>
 */
@NullMarked
package io.github.citydc.signing.cms;

import org.jspecify.annotations.NullMarked;
