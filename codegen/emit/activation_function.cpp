// The text of activations and of their derivatives.
#include "emit/activation_function.hpp"

#include <algorithm>
#include <set>

#include "emit/elementary.hpp"
#include "emit/expression.hpp"

namespace constnet::codegen {
namespace {

/// "relu_0_1_max_6": arguments become part of the name, with letters for what names cannot have.
std::string with_argument(std::string name, const char* word, double value) {
  std::string text = fmt::format("{}", value);
  std::replace(text.begin(), text.end(), '.', '_');
  std::replace(text.begin(), text.end(), '-', 'm');
  std::replace(text.begin(), text.end(), '+', 'p');
  return name + "_" + word + text;
}

/// One line of a function: the expression of its value, after statements that prepare it.
struct Body {
  std::vector<std::string> statements;
  std::string value;
};

Body body_of(const ActivationFunction& f) {
  const std::string zero = "hn::Zero(f32)";
  const auto set = [](double x) { return "hn::Set(f32, " + literal(x) + ")"; };
  switch (f.kind) {
    case Activation::linear:
      return {{},
              f.offset == 0 ? "hn::Mul(x, " + set(f.scale) + ")"
                            : "hn::MulAdd(x, " + set(f.scale) + ", " + set(f.offset) + ")"};
    case Activation::softmax:
      return {{}, "x"};
    case Activation::relu:
    case Activation::relu6:
    case Activation::leaky_relu: {
      if (f.slope == 0 && f.threshold == 0) {
        const std::string relu = "hn::Max(hn::Zero(f32), x)";
        return {{}, f.max_value < 0 ? relu : "hn::Min(" + set(f.max_value) + ", " + relu + ")"};
      }
      const std::string over = f.threshold == 0 ? "x" : "hn::Sub(x, " + set(f.threshold) + ")";
      const std::string above = f.max_value < 0 ? "x" : "hn::Min(" + set(f.max_value) + ", x)";
      return {{"const Floats below = hn::Mul(" + set(f.slope) + ", " + over + ");"},
              "hn::IfThenElse(hn::Gt(x, " + set(f.threshold) + "), " + above + ", below)"};
    }
    case Activation::sigmoid:
      return {{}, ""};  // emit_sigmoid writes it
    case Activation::tanh:
      return {{"const Floats two = hn::Set(f32, 2.0f);",
               "const Floats size = hn::Sub(hn::Set(f32, 1.0f), hn::Div(two, hn::Add(exp_of(hn::Mul(two, hn::Abs(x))), "
               "hn::Set(f32, 1.0f))));"},
              "hn::CopySign(size, x)"};
    case Activation::elu: {
      const std::string below = "hn::Sub(exp_of(hn::Min(hn::Zero(f32), x)), hn::Set(f32, 1.0f))";
      return {{"const Floats below = " + (f.slope == 1 ? below : "hn::Mul(" + set(f.slope) + ", " + below + ")") + ";"},
              "hn::IfThenElse(hn::Gt(x, hn::Zero(f32)), x, below)"};
    }
    case Activation::selu:
      return {{"const Floats below = hn::Sub(exp_of(hn::Min(hn::Zero(f32), x)), hn::Set(f32, 1.0f));",
               "const Floats steep = hn::Mul(hn::Set(f32, 1.75809934f), below);"},
              "hn::IfThenElse(hn::Gt(x, hn::Zero(f32)), hn::Mul(hn::Set(f32, 1.05070099f), x), steep)"};
    case Activation::softplus:
      return {{"// log(1 + t) for t in [0, 1] by the series of 2 artanh(s), s = t / (2 + t) up to 1/3.",
               "const Floats t = exp_of(hn::Neg(hn::Abs(x)));",
               "const Floats s = hn::Div(t, hn::Add(t, hn::Set(f32, 2.0f)));", "const Floats q = hn::Mul(s, s);",
               "Floats p = hn::Set(f32, 2.0f / 13);", "p = hn::MulAdd(p, q, hn::Set(f32, 2.0f / 11));",
               "p = hn::MulAdd(p, q, hn::Set(f32, 2.0f / 9));", "p = hn::MulAdd(p, q, hn::Set(f32, 2.0f / 7));",
               "p = hn::MulAdd(p, q, hn::Set(f32, 2.0f / 5));", "p = hn::MulAdd(p, q, hn::Set(f32, 2.0f / 3));",
               "p = hn::MulAdd(p, q, hn::Set(f32, 2.0f));"},
              "hn::MulAdd(p, s, hn::Max(hn::Zero(f32), x))"};
    case Activation::softsign:
      return {{}, "hn::Div(x, hn::Add(hn::Set(f32, 1.0f), hn::Abs(x)))"};
    case Activation::silu:
      return {{}, "hn::Mul(x, sigmoid(x))"};
    case Activation::gelu:
      return {{}, "hn::Mul(x, normal_below(x))"};
    case Activation::gelu_tanh:
      return {
          {"// 1 / 2 (1 + tanh(u)) is sigmoid(2 u).",
           "const Floats cubic = hn::MulAdd(hn::Mul(x, x), hn::Set(f32, 0.0713548163f), hn::Set(f32, 1.59576912f));"},
          "hn::Mul(x, sigmoid(hn::Mul(x, cubic)))"};
    case Activation::hard_sigmoid:
      return {{"const Floats line = hn::MulAdd(x, hn::Set(f32, 1.0f / 6), hn::Set(f32, 0.5f));"},
              "hn::Min(hn::Set(f32, 1.0f), hn::Max(hn::Zero(f32), line))"};
    case Activation::hard_silu:
      return {{"const Floats line = hn::MulAdd(x, hn::Set(f32, 1.0f / 6), hn::Set(f32, 0.5f));"},
              "hn::Mul(x, hn::Min(hn::Set(f32, 1.0f), hn::Max(hn::Zero(f32), line)))"};
    case Activation::exponential:
      return {{}, "exp_of(x)"};
  }
  return {};
}

Body slope_of(const ActivationFunction& f) {
  const std::string one = "hn::Set(f32, 1.0f)";
  const std::string positive = "hn::Gt(x, hn::Zero(f32))";
  const auto set = [](double x) { return "hn::Set(f32, " + literal(x) + ")"; };
  switch (f.kind) {
    case Activation::linear:
      return {{}, set(f.scale)};
    case Activation::softmax:
      return {{}, one};
    case Activation::relu:
    case Activation::relu6:
    case Activation::leaky_relu: {
      const std::string over = "hn::Gt(x, " + set(f.threshold) + ")";
      const std::string rising = f.slope == 0 ? "hn::IfThenElseZero(" + over + ", " + one + ")"
                                              : "hn::IfThenElse(" + over + ", " + one + ", " + set(f.slope) + ")";
      if (f.max_value < 0) return {{}, rising};
      return {{"const Floats rising = " + rising + ";"},
              "hn::IfThenElseZero(hn::Gt(" + set(f.max_value) + ", x), rising)"};
    }
    case Activation::sigmoid:
      return {{"const Floats y = sigmoid(x);"}, "hn::Mul(y, hn::Sub(" + one + ", y))"};
    case Activation::tanh:
      return {{"const Floats y = " + f.name + "(x);"}, "hn::NegMulAdd(y, y, " + one + ")"};
    case Activation::elu: {
      const std::string power = "exp_of(hn::Min(hn::Zero(f32), x))";
      return {{"const Floats below = " + (f.slope == 1 ? power : "hn::Mul(" + set(f.slope) + ", " + power + ")") + ";"},
              "hn::IfThenElse(" + positive + ", " + one + ", below)"};
    }
    case Activation::selu:
      return {{"const Floats below = hn::Mul(hn::Set(f32, 1.75809934f), exp_of(hn::Min(hn::Zero(f32), x)));"},
              "hn::IfThenElse(" + positive + ", hn::Set(f32, 1.05070099f), below)"};
    case Activation::softplus:
      return {{}, "sigmoid(x)"};
    case Activation::softsign:
      return {{"const Floats s = hn::Div(" + one + ", hn::Add(" + one + ", hn::Abs(x)));"}, "hn::Mul(s, s)"};
    case Activation::silu:
      return {{"const Floats s = sigmoid(x);"}, "hn::Mul(s, hn::MulAdd(x, hn::Sub(" + one + ", s), " + one + "))"};
    case Activation::gelu:
      return {
          {"// The density of the standard normal distribution.",
           "const Floats density = hn::Mul(hn::Set(f32, 0.398942280f), exp_of(hn::Mul(hn::Set(f32, -0.5f), hn::Mul(x, "
           "x))));"},
          "hn::MulAdd(x, density, normal_below(x))"};
    case Activation::gelu_tanh:
      return {
          {"// With d = sigmoid(|u|) and e = exp(-|u|), sigmoid(u) (1 - sigmoid(u)) is e d^2, which loses no digits;",
           "// beyond 9 the derivative is 0 or 1.",
           "const Floats near = hn::Min(hn::Set(f32, 9.0f), hn::Max(hn::Set(f32, -9.0f), x));",
           "const Floats square = hn::Mul(near, near);",
           "const Floats cubic = hn::MulAdd(square, hn::Set(f32, 0.0713548163f), hn::Set(f32, 1.59576912f));",
           "const Floats e = exp_of(hn::Neg(hn::Mul(hn::Abs(near), cubic)));",
           "const Floats d = hn::Div(" + one + ", hn::Add(" + one + ", e));", "const Floats ed = hn::Mul(e, d);",
           "const Floats inner = hn::MulAdd(square, hn::Set(f32, 0.214064449f), hn::Set(f32, 1.59576912f));",
           "const Floats s = hn::IfThenElse(" + positive + ", d, ed);"},
          "hn::MulAdd(hn::Mul(near, inner), hn::Mul(ed, d), s)"};
    case Activation::hard_sigmoid:
      return {{}, "hn::IfThenElseZero(hn::Gt(hn::Set(f32, 3.0f), hn::Abs(x)), hn::Set(f32, 1.0f / 6))"};
    case Activation::hard_silu:
      return {{"const Floats line = hn::MulAdd(x, hn::Set(f32, 1.0f / 3), hn::Set(f32, 0.5f));",
               "const Floats outside = hn::IfThenElseZero(" + positive + ", " + one + ");"},
              "hn::IfThenElse(hn::Gt(hn::Set(f32, 3.0f), hn::Abs(x)), line, outside)"};
    case Activation::exponential:
      return {{}, "exp_of(x)"};
  }
  return {};
}

void emit_function(Writer& out, const std::string& name, const Body& body) {
  // The slope of a straight line does not read x.
  const bool reads = !body.statements.empty() || body.value.find('x') != std::string::npos;
  const std::string head = "HWY_INLINE Floats " + name + (reads ? "(Floats x)" : "(Floats)");
  if (body.statements.empty()) {
    out.short_function(head, "return " + body.value + ";");
  } else {
    out.open("{}", head);
    for (const std::string& statement : body.statements) {
      if (statement.starts_with("//")) {
        out.comment(statement.substr(3));
      } else {
        out.line("{}", statement);
      }
    }
    out.line("return {};", body.value);
    out.close();
  }
  out.blank();
}

}  // namespace

bool is_plain_relu(const ActivationFunction& function) {
  return function.kind == Activation::relu && function.slope == 0 && function.threshold == 0 && function.max_value < 0;
}

bool ActivationFunction::keeps_zero() const {
  switch (kind) {
    case Activation::sigmoid:
    case Activation::softplus:
    case Activation::hard_sigmoid:
    case Activation::exponential:
    case Activation::softmax:
      return false;
    default:
      return threshold == 0 && offset == 0;
  }
}

ActivationFunction function_of(Activation kind) {
  switch (kind) {
    case Activation::linear:
      return {"linear", kind};
    case Activation::softmax:
      return {"softmax", kind};
    case Activation::relu:
      return {"relu", kind};
    case Activation::relu6:
      return {"relu6", kind, 0, 6};
    case Activation::leaky_relu:
      return {"leaky_relu", kind, 0.2};
    case Activation::sigmoid:
      return {"sigmoid", kind};
    case Activation::tanh:
      return {"tanh_of", kind};
    case Activation::elu:
      return {"elu", kind, 1};
    case Activation::selu:
      return {"selu", kind};
    case Activation::softplus:
      return {"softplus", kind};
    case Activation::softsign:
      return {"softsign", kind};
    case Activation::silu:
      return {"silu", kind};
    case Activation::gelu:
      return {"gelu", kind};
    case Activation::gelu_tanh:
      return {"gelu_tanh", kind};
    case Activation::hard_sigmoid:
      return {"hard_sigmoid", kind};
    case Activation::hard_silu:
      return {"hard_silu", kind};
    case Activation::exponential:
      return {"exponential_of", kind};
  }
  return {};
}

ActivationFunction function_of(const ReLU& layer) {
  ActivationFunction f{"relu", Activation::relu};
  f.slope = layer.negative_slope.value();
  f.threshold = layer.threshold.value();
  if (f.slope != 0) f.name = with_argument(f.name, "slope", f.slope);
  if (layer.max_value.is_given) {
    f.max_value = layer.max_value.value();
    f.name = with_argument(f.name, "max", f.max_value);
  }
  if (f.threshold != 0) f.name = with_argument(f.name, "threshold", f.threshold);
  return f;
}

ActivationFunction function_of(const LeakyReLU& layer) {
  return function_of(ReLU{.negative_slope = layer.negative_slope});
}

ActivationFunction function_of(const ELU& layer) {
  ActivationFunction f = function_of(Activation::elu);
  f.slope = layer.alpha.value();
  if (f.slope != 1) f.name = with_argument(f.name, "alpha", f.slope);
  return f;
}

ActivationFunction function_of(const Rescaling& layer) {
  ActivationFunction f = function_of(Activation::linear);
  f.scale = layer.scale.value();
  f.offset = layer.offset.value();
  f.name = with_argument("rescaled", "scale", f.scale);
  if (f.offset != 0) f.name = with_argument(f.name, "offset", f.offset);
  return f;
}

void emit_activation_functions(Writer& out, const std::vector<ActivationFunction>& functions, bool slopes) {
  const auto any = [&](std::initializer_list<Activation> kinds) {
    return std::any_of(functions.begin(), functions.end(), [&](const ActivationFunction& f) {
      return std::find(kinds.begin(), kinds.end(), f.kind) != kinds.end();
    });
  };
  const bool sigmoid =
      any({Activation::sigmoid, Activation::silu, Activation::gelu_tanh}) || (slopes && any({Activation::softplus}));
  if (sigmoid || any({Activation::tanh, Activation::elu, Activation::selu, Activation::softplus, Activation::gelu,
                      Activation::exponential})) {
    emit_exponential(out);
  }
  if (sigmoid) emit_sigmoid(out);
  if (any({Activation::gelu})) emit_gaussian(out);
  std::set<std::string> written;
  for (const ActivationFunction& f : functions) {
    if (!written.insert(f.name).second) continue;
    if (f.kind != Activation::sigmoid) emit_function(out, f.name, body_of(f));
    if (slopes) emit_function(out, f.name + "_slope", slope_of(f));
  }
}

}  // namespace constnet::codegen
