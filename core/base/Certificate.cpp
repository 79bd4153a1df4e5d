// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Certificate.h"

#include <array>
#include <memory>

#include <arpa/inet.h>
#include <openssl/bn.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include "core/base/Secret.h"

namespace stillgate {

namespace {

constexpr std::size_t kMostName = 64; // of a common name (RFC 5280, appendix A.1)
constexpr std::size_t kMostHost = 253;
constexpr std::int64_t kSecond = 1000;

template <auto free>
struct Freeing {
    template <typename T>
    void operator()(T* thing) const
    {
        free(thing);
    }
};

using Key = std::unique_ptr<EVP_PKEY, Freeing<EVP_PKEY_free>>;
using X509Ptr = std::unique_ptr<X509, Freeing<X509_free>>;
using Bio = std::unique_ptr<BIO, Freeing<BIO_free_all>>;
using Extension = std::unique_ptr<X509_EXTENSION, Freeing<X509_EXTENSION_free>>;
using BigNumber = std::unique_ptr<BIGNUM, Freeing<BN_free>>;

tl::unexpected<Error> malformed(std::string where, std::string detail)
{
    return fail(ErrorCode::Malformed, std::move(where), std::move(detail));
}

Bio bioOf(std::string_view text)
{
    return Bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

/// A key under a passphrase is not asked for one: nobody is there to answer.
int noPassphrase(char*, int, int, void*)
{
    return -1;
}

X509Ptr certificateIn(std::string_view pem)
{
    const Bio bio = bioOf(pem);
    return X509Ptr(PEM_read_bio_X509(bio.get(), nullptr, noPassphrase, nullptr));
}

Key keyIn(std::string_view pem)
{
    const Bio bio = bioOf(pem);
    return Key(PEM_read_bio_PrivateKey(bio.get(), nullptr, noPassphrase, nullptr));
}

template <typename Write>
std::string written(Write write)
{
    const Bio bio(BIO_new(BIO_s_secmem()));
    if (!bio || write(bio.get()) != 1) {
        return {};
    }
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &data);
    return {data, static_cast<std::size_t>(size)};
}

Result<CertifiedKey> paired(X509& certificate, EVP_PKEY& key)
{
    CertifiedKey out{written([&](BIO* bio) { return PEM_write_bio_X509(bio, &certificate); }), written([&](BIO* bio) {
                         return PEM_write_bio_PKCS8PrivateKey(bio, &key, nullptr, nullptr, 0, nullptr, nullptr);
                     })};
    if (out.certificate.empty() || out.key.empty()) {
        return fail(ErrorCode::Internal, "certificate", "it cannot be written");
    }
    return out;
}

/// As OpenSSL takes it in a list of names; empty where it is no host. Nothing in it can end the entry.
std::string hostEntry(const std::string& host)
{
    std::array<unsigned char, 16> address{};
    if (::inet_pton(AF_INET, host.c_str(), address.data()) == 1 || ::inet_pton(AF_INET6, host.c_str(), address.data()) == 1) {
        return "IP:" + host;
    }
    const bool isName =
        !host.empty() && host.size() <= kMostHost &&
        host.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.") == std::string::npos &&
        host.front() != '.' && host.front() != '-' && host.find("..") == std::string::npos;
    return isName ? "DNS:" + host : std::string();
}

Result<std::string> hostList(const std::vector<std::string>& hosts)
{
    std::string out;
    for (const std::string& host : hosts) {
        const std::string entry = hostEntry(host);
        if (entry.empty()) {
            return malformed(host, "expected a host name or a numeric address");
        }
        out += (out.empty() ? "" : ",") + entry;
    }
    return out.empty() ? Result<std::string>(malformed("host", "expected at least one host name or address")) : out;
}

bool extend(X509& certificate, X509& issuer, int what, const std::string& value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, &issuer, &certificate, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, what, value.c_str()));
    return extension && X509_add_ext(&certificate, extension.get(), -1) == 1;
}

bool number(X509& certificate)
{
    auto random = randomFixed<FixedBytes<struct SerialTag, 16>>();
    random.bytes[0] = static_cast<std::uint8_t>((random.bytes[0] & 0x7FU) | 0x40U); // positive, and never short
    const BigNumber value(BN_bin2bn(random.bytes.data(), static_cast<int>(random.bytes.size()), nullptr));
    return value && BN_to_ASN1_INTEGER(value.get(), X509_get_serialNumber(&certificate)) != nullptr;
}

X509Ptr begun(const CertificateTerms& terms, EVP_PKEY& key)
{
    X509Ptr out(X509_new());
    const auto* name = reinterpret_cast<const unsigned char*>(terms.name.data());
    const bool done = out && X509_set_version(out.get(), X509_VERSION_3) == 1 && number(*out) &&
                      ASN1_TIME_set(X509_getm_notBefore(out.get()), terms.from.ms / kSecond) != nullptr &&
                      ASN1_TIME_set(X509_getm_notAfter(out.get()), terms.until.ms / kSecond) != nullptr &&
                      X509_NAME_add_entry_by_NID(X509_get_subject_name(out.get()), NID_commonName, MBSTRING_UTF8, name,
                                                 static_cast<int>(terms.name.size()), -1, 0) == 1 &&
                      X509_set_pubkey(out.get(), &key) == 1;
    return done ? std::move(out) : nullptr;
}

bool hasName(const CertificateTerms& terms)
{
    return !terms.name.empty() && terms.name.size() <= kMostName;
}

UtcTime timeOf(const ASN1_TIME* time)
{
    tm parts{};
    return ASN1_TIME_to_tm(time, &parts) == 1 ? UtcTime{static_cast<std::int64_t>(::timegm(&parts)) * kSecond} : UtcTime{};
}

Result<Digest> pinOf(const X509& certificate)
{
    unsigned char* bytes = nullptr;
    const int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(&certificate), &bytes);
    if (size <= 0) {
        return malformed("certificate", "its public key cannot be read");
    }
    const Digest pin = sha256(ByteView(bytes, static_cast<std::size_t>(size)));
    OPENSSL_free(bytes);
    return pin;
}

Key newKey()
{
    return Key(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"));
}

} // namespace

Result<CertifiedKey> makeAuthority(const CertificateTerms& terms)
{
    if (!hasName(terms)) {
        return malformed("name", "expected 1 to 64 bytes");
    }
    const Key key = newKey();
    const X509Ptr own = key ? begun(terms, *key) : nullptr;
    const bool done = own && X509_set_issuer_name(own.get(), X509_get_subject_name(own.get())) == 1 &&
                      extend(*own, *own, NID_basic_constraints, "critical,CA:TRUE,pathlen:0") &&
                      extend(*own, *own, NID_key_usage, "critical,keyCertSign,cRLSign") &&
                      extend(*own, *own, NID_subject_key_identifier, "hash") &&
                      X509_sign(own.get(), key.get(), EVP_sha256()) > 0;
    return done ? paired(*own, *key) : fail(ErrorCode::Internal, "certificate", "the authority cannot be made");
}

Result<CertifiedKey> makeServerCertificate(const CertifiedKey& authority, const CertificateTerms& terms,
                                           std::string_view keyText)
{
    const auto hosts = hostList(terms.hosts);
    if (!hosts || !hasName(terms)) {
        return hosts ? malformed("name", "expected 1 to 64 bytes") : tl::make_unexpected(hosts.error());
    }
    const X509Ptr issuer = certificateIn(authority.certificate);
    const Key issuerKey = keyIn(authority.key);
    const Key key = keyText.empty() ? newKey() : keyIn(keyText);
    if (!issuer || !issuerKey || !key) {
        return malformed(key ? "authority" : "key", "expected PEM, a key without a passphrase");
    }
    const X509Ptr own = begun(terms, *key);
    const bool done =
        own && X509_set_issuer_name(own.get(), X509_get_subject_name(issuer.get())) == 1 &&
        extend(*own, *issuer, NID_basic_constraints, "critical,CA:FALSE") &&
        extend(*own, *issuer, NID_key_usage, "critical,digitalSignature") &&
        extend(*own, *issuer, NID_ext_key_usage, "serverAuth") && extend(*own, *issuer, NID_subject_key_identifier, "hash") &&
        extend(*own, *issuer, NID_authority_key_identifier, "keyid:always") &&
        extend(*own, *issuer, NID_subject_alt_name, *hosts) && X509_sign(own.get(), issuerKey.get(), EVP_sha256()) > 0;
    return done ? paired(*own, *key) : fail(ErrorCode::Internal, "certificate", "it cannot be made");
}

Result<CertificateFacts> certificateFacts(std::string_view pem)
{
    const X509Ptr certificate = certificateIn(pem);
    if (!certificate) {
        return malformed("certificate", "expected a certificate in PEM");
    }
    return pinOf(*certificate).map([&](const Digest& pin) {
        return CertificateFacts{pin, timeOf(X509_get0_notBefore(certificate.get())),
                                timeOf(X509_get0_notAfter(certificate.get()))};
    });
}

Result<Digest> keyPinOf(ByteView der)
{
    const unsigned char* start = der.data();
    const X509Ptr certificate(d2i_X509(nullptr, &start, static_cast<long>(der.size())));
    return certificate ? pinOf(*certificate) : malformed("certificate", "expected a certificate in DER");
}

Result<void> checkKey(const CertifiedKey& pair)
{
    const X509Ptr certificate = certificateIn(pair.certificate);
    const Key key = keyIn(pair.key);
    if (!certificate || !key) {
        return malformed(certificate ? "key" : "certificate", "expected PEM, a key without a passphrase");
    }
    if (X509_check_private_key(certificate.get(), key.get()) != 1) {
        return fail(ErrorCode::Conflict, "key", "it is not the key of the certificate");
    }
    return {};
}

} // namespace stillgate
