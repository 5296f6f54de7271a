// Number: an argument with a fraction. Floating-point members are not structural before clang 18.
#pragma once

#include <concepts>
#include <cstdint>

namespace constnet {

/// A number such as a rate or a slope, digits * 10^exponent, rounded to nine digits (a float to seven, so that 0.1f is
/// 0.1): `0.25`, `1e-3`, `1.0 / 255`.
struct Number {
  int digits = 0;
  int exponent = 0;

  constexpr Number() = default;
  constexpr Number(std::integral auto whole) : Number(static_cast<double>(whole)) {}
  constexpr Number(std::floating_point auto x) {
    constexpr double most = sizeof(x) == sizeof(float) ? 1e7 : 1e9;
    double rest = x < 0 ? -static_cast<double>(x) : static_cast<double>(x);
    if (rest == 0) return;
    for (; rest < most / 10; --exponent) rest *= 10;
    for (; rest + 0.5 >= most; ++exponent) rest /= 10;
    for (digits = static_cast<int>(rest + 0.5); digits % 10 == 0; ++exponent) digits /= 10;
    if (x < 0) digits = -digits;
  }

  constexpr double value() const {
    double power = 1;
    for (int i = exponent < 0 ? exponent : -exponent; i < 0; ++i) power *= 10;
    return exponent < 0 ? digits / power : digits * power;
  }

  /// The number in 27 bits, rounded to six digits: for types that pack several numbers into an enumeration.
  constexpr std::uint64_t packed() const {
    const Number six = shortened();
    return static_cast<std::uint64_t>(six.digits + packed_digits) | static_cast<std::uint64_t>(six.exponent + 31) << 21;
  }
  static constexpr Number unpacked(std::uint64_t bits) {
    Number number;
    number.digits = static_cast<int>(bits & 0x1fffff) - packed_digits;
    number.exponent = static_cast<int>(bits >> 21 & 0x3f) - 31;
    return number;
  }
  static constexpr int packed_bits = 27;

  friend constexpr bool operator==(const Number&, const Number&) = default;

 private:
  static constexpr int packed_digits = 1'000'000;

  /// Rounded to six digits.
  constexpr Number shortened() const {
    Number six = *this;
    int power = 1;
    for (; (digits < 0 ? -digits : digits) / power >= packed_digits; ++six.exponent) power *= 10;
    const int half = digits < 0 ? -power / 2 : power / 2;
    six.digits = (digits + half) / power;
    for (; six.digits != 0 && six.digits % 10 == 0; ++six.exponent) six.digits /= 10;
    return six;
  }
};

/// A Number that may be left out; what that means is the matter of whoever takes it.
struct OptionalNumber : Number {
  bool is_given = false;

  constexpr OptionalNumber() = default;
  constexpr OptionalNumber(std::integral auto whole) : Number(whole), is_given{true} {}
  constexpr OptionalNumber(std::floating_point auto x) : Number(x), is_given{true} {}

  friend constexpr bool operator==(const OptionalNumber&, const OptionalNumber&) = default;
};

}  // namespace constnet
